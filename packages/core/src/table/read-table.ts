import type { Report } from "../diagnostics/collector.ts";
import type { FileSource } from "../files/file-source.ts";
import { nearName } from "../files/near-name.ts";
import { joinPath, shownPath } from "../files/tree-path.ts";
import type { LocatedScalar } from "../text/located.ts";
import { createSource } from "../text/source.ts";
import { findUnsafeCharacter } from "../text/unsafe-character.ts";
import { readCsv } from "./read-csv.ts";
import { readJsonLines } from "./read-json-lines.ts";
import { separatorOf } from "./separator.ts";
import type { Table } from "./table.ts";

/** Separators and line ends of a table, which are at least as many as its values: ten for each cell that a matrix may have. */
const maximumMarks = 2_500_000;

/** Reads the cells of a matrix from CSV with a header line, or from JSON Lines. Values are data: never expressions. */
export function readTable(
  node: LocatedScalar,
  { file, files, report }: { readonly file: string; readonly files: FileSource; readonly report: Report },
): Table | undefined {
  const written = String(node.value);
  const refuse = (message: string, help: string): undefined => {
    report({ code: "matrix-rows", at: node, message, help });
    return undefined;
  };
  const path = joinPath(node.source.folder, written);
  if (path === undefined)
    return refuse(`${written} is outside the folder that may be read`, "Write a relative path with `/`.");
  const found = files.readText(path);
  if (found.problem !== undefined) {
    return refuse(
      `The rows in ${written} cannot be read (${found.problem.replaceAll("_", " ")})`,
      found.near === undefined ? "Write a path relative to this file." : nearName(found.near, written),
    );
  }
  const { text } = found;
  const isJson = /\.(?:jsonl|ndjson)$/iu.test(path);
  const separator = separatorOf(text);
  if (hasTooMany(text, isJson ? "," : separator.mark)) {
    report({
      code: "matrix-too-large",
      at: node,
      message: `${written} has more than ${maximumMarks.toLocaleString("en")} values`,
      help: "Split it into several storyboards, each with its own `name`.",
    });
    return undefined;
  }
  const source = createSource(shownPath(file, path), "", text);
  const unsafe = findUnsafeCharacter(text);
  if (unsafe !== undefined) {
    const { at, message, help } = unsafe;
    report({ code: "unsafe-character", at: { source, start: at, end: at + 1 }, message, help });
    return undefined;
  }
  const table = isJson ? readJsonLines(source, report) : readCsv(source, separator, report);
  return table?.rows.length === 0
    ? refuse(`${written} has no rows`, "Add a row with a value below the header.")
    : table;
}

/** Counted before anything is made of the text, so that no table can fill the memory. */
function hasTooMany(text: string, separator: string): boolean {
  let marks = 0;
  for (const mark of [separator, "\n"]) {
    for (let at = text.indexOf(mark); at !== -1 && marks <= maximumMarks; at = text.indexOf(mark, at + 1)) marks += 1;
  }
  return marks > maximumMarks;
}
