import { CsvError, parse } from "csv-parse/sync";
import type { Report } from "../diagnostics/collector.ts";
import type { FileSource } from "../files/file-source.ts";
import { joinPath, shownPath } from "../files/tree-path.ts";
import type { LocatedScalar } from "../read/located.ts";
import type { CellNode, CellValue } from "./matrix.ts";
import { createSource, type Source } from "../read/source.ts";
import { findUnsafeCharacter } from "../read/unsafe-character.ts";

type Row = ReadonlyMap<string, CellNode>;

/** Commas and line ends of a table, which are no fewer than its values: ten for each cell that a matrix may have. */
const maximumMarks = 2_500_000;

/** Reads the cells of a matrix from CSV with a header line, or from JSON Lines. Values are data: never expressions. */
export function readRows(
  node: LocatedScalar,
  { file, files, report }: { readonly file: string; readonly files: FileSource; readonly report: Report },
): readonly Row[] | undefined {
  const written = String(node.value);
  const refuse = (message: string, help: string): undefined => {
    report({ code: "matrix-rows", at: node, message, help });
    return undefined;
  };
  const path = joinPath(node.source.folder, written);
  if (path === undefined)
    return refuse(`${written} leads out of the folder that may be read`, "Write a relative path with `/`.");
  const found = files.readText(path);
  if (found.problem !== undefined) {
    return refuse(
      `The rows in ${written} cannot be read (${found.problem.replaceAll("_", " ")})`,
      "Write a path relative to this file.",
    );
  }
  if (hasTooMany(found.text)) {
    report({
      code: "matrix-too-large",
      at: node,
      message: `${written} has more than ${maximumMarks.toLocaleString("en")} values`,
      help: "Split it among storyboards, each with its own `name`.",
    });
    return undefined;
  }
  const source = createSource(shownPath(file, path), "", found.text);
  const unsafe = findUnsafeCharacter(found.text);
  if (unsafe !== undefined) {
    const { at, message, help } = unsafe;
    report({ code: "unsafe-character", at: { source, start: at, end: at + 1 }, message, help });
    return undefined;
  }
  const rows = /\.(?:jsonl|ndjson)$/iu.test(path) ? readJsonLines(source, report) : readCsv(source, report);
  return rows?.length === 0 ? refuse(`${written} has no row`, "Add a row below the header.") : rows;
}

/** Counted before anything is made of the text, so that no table can fill the memory. */
function hasTooMany(text: string): boolean {
  let marks = 0;
  for (const mark of [",", "\n"]) {
    for (let at = text.indexOf(mark); at !== -1 && marks <= maximumMarks; at = text.indexOf(mark, at + 1)) marks += 1;
  }
  return marks > maximumMarks;
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function readCsv(source: Source, report: Report): readonly Row[] | undefined {
  let records: readonly CsvRecord[];
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the declared result does not know the `info` option
    records = parse(source.text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as readonly CsvRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    reportLine(source, Number(error["lines"] ?? 1), error.message, report);
    return undefined;
  }
  const [header, ...rest] = records;
  const names = header?.record ?? [];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    reportLine(source, header?.info.lines ?? 1, `There are two columns "${twice}"`, report);
    return undefined;
  }
  return rest.map(({ record, info }) => {
    const cells = names.map(
      (name, index) => [name, scalarAt(source, info.lines, fromText(record[index] ?? ""))] as const,
    );
    return new Map(cells.filter(([, { value }]) => value !== ""));
  });
}

function readJsonLines(source: Source, report: Report): readonly Row[] | undefined {
  const rows: Row[] = [];
  for (const [index, line] of source.text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const row = parseRow(line);
    if (row === undefined) {
      reportLine(source, index + 1, "A line of rows is a JSON object of texts, numbers, true or false", report);
      return undefined;
    }
    rows.push(new Map(row.map(([name, value]) => [name, scalarAt(source, index + 1, value)])));
  }
  return rows;
}

function parseRow(line: string): readonly (readonly [string, CellValue])[] | undefined {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof row !== "object" || row === null || Array.isArray(row)) return undefined;
  const entries = Object.entries(row);
  return entries.every((entry): entry is [string, CellValue] => isCellValue(entry[1])) ? entries : undefined;
}

function isCellValue(value: unknown): value is CellValue {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** A number or a boolean where the text is exactly how one is written, so that looking it up gives the same text again. */
function fromText(text: string): CellValue {
  if (text === "true" || text === "false") return text === "true";
  return text !== "" && String(Number(text)) === text && Number.isFinite(Number(text)) ? Number(text) : text;
}

function scalarAt(source: Source, line: number, value: CellValue): CellNode {
  const start = source.lineStarts[line - 1] ?? 0;
  const end = (source.lineStarts[line] ?? source.text.length + 1) - 1;
  return { kind: "scalar", value, source, start, end };
}

function reportLine(source: Source, line: number, message: string, report: Report): void {
  const { start, end } = scalarAt(source, line, "");
  report({ code: "matrix-rows", at: { source, start, end }, message, help: "Mend this line." });
}
