import { hash } from "node:crypto";
import type { FileFacts, FileSource, UnusableFile } from "../files/file-source.ts";

/** A file for tests: text, or what is known about a medium. */
export type MemoryFile = string | Partial<FileFacts> | UnusableFile;

const mediaTypes: ReadonlyMap<string, string> = new Map([
  ["jpg", "image/jpeg"],
  ["png", "image/png"],
  ["mp4", "video/mp4"],
  ["mp3", "audio/mpeg"],
  ["wav", "audio/wav"],
]);

/** Files in memory. A path that leaves the folder is outside; the hash of a medium is that of its path unless given. */
export function createMemoryFiles(files: { readonly [path: string]: MemoryFile } = {}): FileSource {
  return {
    readText: (path) => {
      if (path.startsWith("..")) return { problem: "outside" };
      const file = files[path];
      if (typeof file === "string") return { text: file };
      return file?.problem === undefined ? { problem: "missing" } : file;
    },
    describe: (path) => {
      if (path.startsWith("..")) return { problem: "outside" };
      const file = files[path];
      if (file === undefined) return { problem: "missing" };
      if (typeof file === "object" && file.problem !== undefined) return file;
      const facts = typeof file === "string" ? { sha256: hash("sha256", file), bytes: file.length } : file;
      const mediaType = mediaTypes.get(path.split(".").at(-1) ?? "") ?? "application/octet-stream";
      return { sha256: hash("sha256", path), bytes: 1000, mediaType, ...facts };
    },
  };
}
