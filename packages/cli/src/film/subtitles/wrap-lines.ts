import stringWidth from "string-width";
import type { Cue } from "./cues.ts";

/** Columns of a burned-in line; a wide letter takes two. */
const columns = 40;

/** The cues with long lines broken, between words where there are any: a burned-in line without spaces would leave the picture. */
export function wrapLines(cues: readonly Cue[]): readonly Cue[] {
  return cues.map((cue) => ({ ...cue, text: cue.text.split("\n").flatMap(wrap).join("\n") }));
}

/** Marks that do not begin a line. */
const closing = /^[\p{Pe}\p{Pf}\p{Po}]/u;

function wrap(line: string): readonly string[] {
  if (stringWidth(line) <= columns) return [line];
  const lines: string[] = [];
  let current = "";
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(line)) {
    const isTooLong = stringWidth(current + segment) > columns;
    if (isTooLong && current.trim() !== "" && !closing.test(segment)) {
      lines.push(current.trim());
      current = segment.trimStart();
    } else current += segment;
  }
  return current.trim() === "" ? lines : [...lines, current.trim()];
}
