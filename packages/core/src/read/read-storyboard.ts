import { validateStoryboard } from "@shotlist/schema";
import { checkShape } from "./check-shape.ts";
import type { Report } from "../diagnostics/collector.ts";
import type { FileSource } from "../files/file-source.ts";
import { resolveIncludes } from "./include.ts";
import type { LocatedMap } from "../text/located.ts";
import { readRoot } from "./read-root.ts";
import { createSource } from "../text/source.ts";

/** The text of a storyboard. */
export interface StoryboardText {
  /** The path as it was given; diagnostics show it. */
  readonly file: string;
  readonly text: string;
}

/** A storyboard as read, included files pulled in, before anything is resolved. */
export interface StoryboardDocument {
  readonly file: string;
  readonly root: LocatedMap;
}

export interface ReadInputs {
  readonly files: FileSource;
  readonly report: Report;
}

/** Reads a storyboard and what it includes, and reports every departure from the schema. */
export function readStoryboard(
  { file, text }: StoryboardText,
  { files, report }: ReadInputs,
): StoryboardDocument | undefined {
  const root = readRoot(createSource(file, "", text), report);
  if (root === undefined) return undefined;
  checkShape(root, validateStoryboard, report);
  return { file, root: resolveIncludes(root, { file, files, report }) };
}
