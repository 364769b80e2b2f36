import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { createMemoryFiles, type MemoryFile } from "./memory-files.ts";
import type { FileSource } from "../files/file-source.ts";

export interface Case {
  readonly name: string;
  readonly text: string;
  readonly files: FileSource;
  readonly texts: ReadonlyMap<string, string>;
}

const media = /\.(?:jpg|png|mp4|mp3|wav)$/u;

function readFacts(text: string): MemoryFile {
  const facts: unknown = JSON.parse(text);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written next to the test that reads it
  return facts as MemoryFile;
}

/** Reads a folder of `storyboard.yaml` and the files next to it. A medium is a text that holds what is known about it. */
export function readCase(root: string, name: string): Case {
  const folder = join(root, name);
  const texts = new Map<string, string>();
  const files: Record<string, MemoryFile> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/");
    const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
    texts.set(path, text);
    files[path] = media.test(path) ? readFacts(text) : text;
  }
  return { name, text: texts.get("storyboard.yaml") ?? "", files: createMemoryFiles(files), texts };
}
