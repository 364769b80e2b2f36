import { CsvError, parse } from "csv-parse/sync";
import type { Report } from "../diagnostics/collector.ts";
import type { CellNode, CellValue } from "../read/cell-value.ts";
import type { Source, Span } from "../text/source.ts";
import { nameOfSeparator, type Separator } from "./separator.ts";
import { lineSpan, type LineProblem, reportLine, type Row, type Table } from "./table.ts";

/** Reads CSV with a header line, whatever its separator and line ends. A row without a value is not a row. */
export function readCsv(source: Source, separator: Separator, report: Report): Table | undefined {
  const lines = parseLines(source.text, separator);
  if ("message" in lines) {
    reportLine(lines, source, report);
    return undefined;
  }
  const [header, ...rest] = lines.filter(({ values }) => values.some((value) => !isEmpty(value)));
  const names = header?.values.slice(0, header.values.findLastIndex((name) => !isEmpty(name)) + 1) ?? [];
  const problem = header === undefined ? undefined : problemOfHeader(header.line, names, separator);
  const problems = [problem, ...rest.map((line) => problemOfRow(line, names, separator))];
  const found = problems.filter((one) => one !== undefined);
  for (const one of found) reportLine(one, source, report);
  if (found.length > 0) return undefined;
  return {
    rows: rest.map(({ line, values }) => toRow(values, names, lineSpan(source, line))),
    columns: new Map(names.map((name) => [name, nameSpan(source, header?.line ?? 1, name)])),
  };
}

interface Line {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly values: readonly string[];
}

const quoteProblems: ReadonlyMap<string, string> = new Map([
  ["CSV_QUOTE_NOT_CLOSED", "A double quote in this table is not closed"],
  ["CSV_INVALID_CLOSING_QUOTE", "Found text after a closing double quote, expected a separator or the end of the line"],
  ["INVALID_OPENING_QUOTE", "Found a double quote inside a value, expected quotes around the whole value"],
]);

function parseLines(text: string, { mark, headerLine }: Separator): readonly Line[] | LineProblem {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the declared result does not know the `info` option
    const records = parse(text, {
      bom: true,
      delimiter: mark,
      from_line: headerLine,
      info: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
    let countedTwice = 0;
    return records.map(({ record, info }) => {
      // The library says where a record ends, and counts CRLF within quotes as two line ends.
      for (const value of record) countedTwice += value.split("\r\n").length - 1;
      const within = record.reduce((total, value) => total + withLineEnds(value, "\n").split("\n").length - 1, 0);
      return { line: info.lines - countedTwice - within, values: record };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message = quoteProblems.get(error.code) ?? error.message;
    return { line: Number(error["lines"] ?? 1), message, help: 'Write a value with quotes in it as `"a ""b"" c"`.' };
  }
}

function problemOfHeader(line: number, names: readonly string[], { mark }: Separator): LineProblem | undefined {
  const twice = names.find((name, index) => !isEmpty(name) && names.indexOf(name) !== index);
  if (twice !== undefined) {
    return { line, message: `Two columns have the name "${twice}"`, help: "Give each column a different name." };
  }
  const mixed = names.find((name) => /[;\t]/u.test(name));
  if (mixed !== undefined && names.length > 1) {
    const message = `Found the column ${JSON.stringify(mixed)}, expected columns separated by ${nameOfSeparator(mark)}`;
    return { line, message, help: "Use one separator in the whole table." };
  }
  return undefined;
}

/** A value that no column names is refused; a column without a name or value is not there. */
function problemOfRow({ line, values }: Line, names: readonly string[], { mark }: Separator): LineProblem | undefined {
  const filled = values.findLastIndex((value) => !isEmpty(value)) + 1;
  if (filled > names.length || values.length < names.length) {
    const found = `Found ${filled > names.length ? filled : values.length} values`;
    const message = `${found}, expected ${names.length} (${names.join(", ")}), separated by ${nameOfSeparator(mark)}`;
    return { line, message, help: `Put a value that contains ${nameOfSeparator(mark)} in double quotes.` };
  }
  const nameless = values.findIndex((value, index) => !isEmpty(value) && isEmpty(names[index] ?? ""));
  if (nameless === -1) return undefined;
  const message = `Found ${JSON.stringify(values[nameless])} in column ${nameless + 1}, which has no name in the header`;
  return { line, message, help: "Name the column, or remove the value." };
}

function toRow(values: readonly string[], names: readonly string[], span: Span): Row {
  const row = new Map<string, CellNode>();
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? "";
    if (!isEmpty(name) && !isEmpty(value)) row.set(name, toNode(value, span));
  }
  return row;
}

/** Line ends within a cell are `\n`, so that one table means the same however git checks it out. */
function toNode(raw: string, span: Span): CellNode {
  const text = withLineEnds(raw, "\n");
  const node = { kind: "scalar", value: fromText(text), ...span } as const;
  const former = [...new Set([raw, withLineEnds(text, "\r\n")])].filter((value) => value !== text);
  return former.length === 0 ? node : { ...node, former };
}

function withLineEnds(text: string, end: string): string {
  return text.replaceAll(/\r\n?|\n/gu, end);
}

/** A number or a boolean where the text is exactly how one is written, so that looking it up gives the same text again. */
function fromText(text: string): CellValue {
  if (text === "true" || text === "false") return text === "true";
  return text !== "" && String(Number(text)) === text && Number.isFinite(Number(text)) ? Number(text) : text;
}

function isEmpty(value: string): boolean {
  return value.trim() === "";
}

function nameSpan(source: Source, line: number, name: string): Span {
  const { start, end } = lineSpan(source, line);
  const at = source.text.slice(start, end).indexOf(name);
  return at === -1 ? { source, start, end } : { source, start: start + at, end: start + at + name.length };
}
