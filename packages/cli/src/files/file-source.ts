import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { FileFacts, FileProblem, FileSource } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { isSystemError } from "./system-error.ts";
import { glanceAtMedia, measureMedia, needsMeasuring, type MediaFacts } from "../media/measure-media.ts";
import { mediaTypeOf, mediaTypeWith, signatureBytes } from "../media/media-type.ts";
import type { FileRead } from "../world/witness.ts";
import { createActualPaths } from "./actual-path.ts";
import { createLocator, type Problem, type ReadablePlaces } from "./readable-place.ts";

/** A storyboard or a table of rows that is longer is a mistake, not a text. */
const maxTextBytes = 64 * 1024 * 1024;

/** More than any vendor takes; hashing what is beyond would only cost time. */
const maxMediaBytes = 2 * 1024 * 1024 * 1024;

interface DiskFilesOptions extends ReadablePlaces {
  /** Gets every text that was read, by its absolute path. */
  readonly onText?: (path: string, text: string) => void;
  /** Gets every file that was asked for. */
  readonly onRead?: ((read: FileRead) => void) | undefined;
}

/** Files of a disk, some of which take time to be measured. */
export interface DiskFiles extends FileSource {
  /** Reads through the media whose length is not in their headers; returns whether more is known now. */
  readonly measure: () => Promise<boolean>;
}

/** Files on this disk, for one storyboard. */
export function createDiskFiles({ onText, onRead, ...places }: DiskFilesOptions): DiskFiles {
  const known = new Map<string, ReturnType<FileSource["describe"]>>();
  const measured = new Set<string>();
  const locate = createLocator(places);

  const actualPaths = createActualPaths(places.folder);
  /** A file that is missing may be here under a name that looks the same; only one that may be read is named. */
  const orNear = <Answer extends { readonly problem?: FileProblem | undefined }>(
    path: string,
    answer: Answer,
  ): Answer => {
    const near = answer.problem === "missing" ? actualPaths.of(path) : undefined;
    const isReadable = near !== undefined && typeof attempt(() => locate(near)) === "string";
    return isReadable ? { ...answer, near } : answer;
  };

  const actualName = (path: string): { readonly actualPath?: string } => {
    const actualPath = actualPaths.of(path);
    return present({ actualPath });
  };

  return {
    readText: (path) => {
      const read = attempt((): { readonly problem?: undefined; readonly text: string } | Problem => {
        const real = locate(path);
        if (typeof real !== "string") return real;
        if (statSync(real).size > maxTextBytes) return { problem: "too_large" };
        const text = readFileSync(real, "utf8");
        onText?.(resolve(places.folder, path), text);
        onRead?.({ path: resolve(places.folder, path), real, text });
        return { text };
      });
      if (read.problem !== undefined) onRead?.({ path: resolve(places.folder, path), real: undefined });
      return orNear(path, read);
    },
    describe: (path) => {
      const before = known.get(path);
      if (before !== undefined) return before;
      const facts: ReturnType<FileSource["describe"]> = attempt(() => {
        const real = locate(path);
        if (typeof real !== "string") return real;
        const described = describeFile(real);
        if (described.problem === undefined)
          onRead?.({ path: resolve(places.folder, path), real, sha256: described.sha256 });
        return { ...described, ...actualName(path) };
      });
      if (facts.problem !== undefined) onRead?.({ path: resolve(places.folder, path), real: undefined });
      const named = orNear(path, facts);
      known.set(path, named);
      return named;
    },
    measure: async () => {
      let isNews = false;
      for (const [path, facts] of known) {
        if (facts.problem !== undefined || measured.has(path) || !needsMeasuring(facts)) continue;
        measured.add(path);
        known.set(path, withMeasure(facts, await measureMedia(resolve(places.folder, path))));
        isNews = true;
      }
      return isNews;
    },
  };
}

function attempt<Answer>(read: () => Answer | Problem): Answer | Problem {
  try {
    return read();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { problem: problems[error.code] ?? "unreadable" };
  }
}

const problems: { readonly [code: string]: FileProblem } = {
  ENOENT: "missing",
  ENOTDIR: "missing",
  EISDIR: "not_a_file",
  ELOOP: "missing",
};

function describeFile(path: string): FileFacts | Problem {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    if (size > maxMediaBytes) return { problem: "too_large" };
    const hash = createHash("sha256");
    const chunk = new Uint8Array(1024 * 1024);
    let mediaType: string | undefined;
    for (let bytes = readSync(file, chunk); bytes > 0; bytes = readSync(file, chunk)) {
      mediaType ??= mediaTypeOf(chunk.subarray(0, Math.min(bytes, signatureBytes)));
      hash.update(chunk.subarray(0, bytes));
    }
    const type = mediaType ?? mediaTypeOf(new Uint8Array());
    const facts = { sha256: hash.digest("hex"), bytes: size, mediaType: type };
    return withMeasure(facts, glanceAtMedia(path, type) ?? {});
  } finally {
    closeSync(file);
  }
}

function withMeasure(facts: FileFacts, measured: MediaFacts): FileFacts {
  const { durationSeconds } = measured;
  const mediaType = mediaTypeWith(facts.mediaType, measured);
  return { ...facts, mediaType, ...present({ durationSeconds }) };
}
