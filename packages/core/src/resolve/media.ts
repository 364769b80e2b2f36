import { hash } from "node:crypto";
import type { FileProblem, FileSource, UnusableFile } from "../files/file-source.ts";
import { nearName } from "../files/near-name.ts";
import { joinPath } from "../files/tree-path.ts";
import { ShotResult } from "../expression/scope.ts";
import type { Media } from "../model/media.ts";
import type { Located } from "../text/located.ts";
import { cellOf, type ReadContext, type Written } from "./context.ts";
import { readScalar } from "./read-value.ts";

/** A medium before the take it may come from is chosen. */
export type WrittenMedia =
  | Exclude<Media, { readonly from: "take" }>
  | { readonly from: "shot"; readonly result: ShotResult };

/** What reading a medium takes. */
export interface MediaReading {
  readonly context: ReadContext;
  readonly files: FileSource;
  /** Length in seconds of local media, by the hash of their bytes; filled as files are described. */
  readonly knownSeconds: Map<string, number>;
  /** Public address of the storyboard's folder, without a trailing slash. */
  readonly assetsBaseUrl: string | undefined;
}

/** Reads one medium: a URL, `asset://id`, a `data:` URI, a local path, or another shot's frame or clip. */
export function readMedium(written: Written<Located>, reading: MediaReading): WrittenMedia | undefined {
  const { node } = written;
  const { context } = reading;
  const value = node.kind === "scalar" ? readScalar({ node, literal: written.literal }, context) : null;
  if (value === undefined) return undefined;
  if (value instanceof ShotResult) {
    if (value.what !== "shot") return { from: "shot", result: value };
    context.report({
      code: "expression-type",
      at: node,
      message: "A shot alone is not an image, a video or an audio file",
      help: `Write \`shots.${value.shot}.lastFrame\` or \`shots.${value.shot}.video\`.`,
      ...cellOf(context),
    });
    return undefined;
  }
  if (typeof value === "string" && value.trim() !== "") return fromText(value.trim(), node, reading);
  context.report({
    code: "wrong-type",
    at: node,
    message: "Expected a medium: a path, a URL, a data: URI or asset://id",
    help: "Write a path such as ./assets/watch.jpg.",
    ...cellOf(context),
  });
  return undefined;
}

function fromText(text: string, node: Located, reading: MediaReading): WrittenMedia | undefined {
  const scheme = /^(?<scheme>[a-z][a-z0-9+.-]+):/iu.exec(text)?.groups?.["scheme"]?.toLowerCase();
  switch (scheme) {
    case undefined:
      return fromPath(text, node, reading);
    case "http":
    case "https":
      if (URL.canParse(text)) return { from: "url", url: text };
      return refuseScheme(
        node,
        reading.context,
        "This is not a complete URL",
        "Write it like https://cdn.example.com/watch.jpg.",
      );
    case "asset": {
      const id = text.slice("asset://".length);
      if (text.startsWith("asset://") && id !== "") return { from: "asset", id };
      return refuseScheme(node, reading.context, "An asset needs its id", "Write it like asset://asset-20260101-abc.");
    }
    case "data":
      return fromDataUri(text, node, reading.context);
    case "file":
      return refuseScheme(
        node,
        reading.context,
        "A local file needs a path, not a file:// URL",
        "Write a path such as ./assets/watch.jpg.",
      );
    default:
      return refuseScheme(
        node,
        reading.context,
        `No format accepts media from ${scheme}: URLs`,
        "Use a path, an https URL, a data: URI or asset://id.",
      );
  }
}

function refuseScheme(node: Located, context: ReadContext, message: string, help: string): undefined {
  context.report({ code: "media-scheme", at: node, message, help, ...cellOf(context) });
  return undefined;
}

function fromDataUri(text: string, node: Located, context: ReadContext): WrittenMedia | undefined {
  const base64 = /^data:(?<type>[a-z]+\/[\w.+-]+);base64,(?<bytes>[A-Za-z0-9+/]+={0,2})$/u.exec(text)?.groups;
  if (base64 === undefined) {
    return refuseScheme(
      node,
      context,
      "This data: URI is not complete",
      "Write it like data:image/png;base64,iVBORw0….",
    );
  }
  return { from: "data", uri: text, sha256: hash("sha256", Buffer.from(base64["bytes"] ?? "", "base64")) };
}

function fromPath(
  text: string,
  node: Located,
  { context, files, assetsBaseUrl, knownSeconds }: MediaReading,
): WrittenMedia | undefined {
  const path = joinPath(node.source.folder, text);
  const described = path === undefined ? { problem: "outside" as const } : files.describe(path);
  if (path === undefined || described.problem !== undefined) {
    const unusable = described.problem === undefined ? { problem: "outside" as const } : described;
    reportFileProblem(unusable, { text, node, context });
    return undefined;
  }
  const { sha256, bytes, mediaType, durationSeconds, actualPath } = described;
  if (actualPath !== undefined) reportOtherName(actualPath, { text, node, context });
  if (durationSeconds !== undefined) knownSeconds.set(sha256, durationSeconds);
  const url =
    assetsBaseUrl === undefined ? {} : { url: `${assetsBaseUrl}/${path.split("/").map(encodeURIComponent).join("/")}` };
  return { from: "file", path, sha256, bytes, mediaType, ...url };
}

/** Reports a file that cannot be used. */
export function reportFileProblem(
  { problem, near }: UnusableFile,
  { text, node, context }: { readonly text: string; readonly node: Located; readonly context: ReadContext },
): void {
  const [code, message, usual] = explain(problem, text);
  const help = near === undefined ? usual : nearName(near, text);
  context.report({ code, at: node, message, help, ...cellOf(context) });
}

function reportOtherName(
  actualPath: string,
  { text, node, context }: { readonly text: string; readonly node: Located; readonly context: ReadContext },
): void {
  const message = `${text} has a different name on disk: this machine finds it, others will not`;
  context.report({ code: "asset-name", at: node, message, help: nearName(actualPath, text), ...cellOf(context) });
}

function explain(
  problem: FileProblem,
  text: string,
): readonly ["asset-missing" | "asset-outside" | "asset-unreadable", message: string, help: string] {
  const shown = text.length > 120 ? `${text.slice(0, 120)}…` : text;
  switch (problem) {
    case "missing":
      return ["asset-missing", `File not found: ${shown}`, "A path is relative to the file it is written in."];
    case "outside":
      return [
        "asset-outside",
        `${shown} is outside the folder that may be read`,
        "Put the file next to the storyboard and write a relative path with `/`.",
      ];
    case "hidden":
      return [
        "asset-outside",
        `${shown} is hidden, is in a hidden folder, or belongs to Shotlist's own state`,
        "Move the file to a path where no name starts with a dot.",
      ];
    case "not_a_file":
      return ["asset-unreadable", `${shown} is not a file`, "Use a file, not a folder."];
    case "unreadable":
      return ["asset-unreadable", `${shown} cannot be read`, "Check the permissions of the file."];
    case "too_large":
      return ["asset-unreadable", `${shown} is too large to be sent`, "Give it by URL."];
    default:
      return problem satisfies never;
  }
}
