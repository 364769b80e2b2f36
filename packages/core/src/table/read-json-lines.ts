import type { Report } from "../diagnostics/collector.ts";
import { type CellNode, isCellValue } from "../read/cell-value.ts";
import type { Source, Span } from "../text/source.ts";
import { lineSpan, type LineProblem, reportLine, type Row, type Table } from "./table.ts";

/** Reads one JSON object a line. An object without a value is not a row. */
export function readJsonLines(source: Source, report: Report): Table | undefined {
  const rows: Row[] = [];
  const columns = new Map<string, Span>();
  let broken = false;
  for (const [index, text] of source.text
    .replace(/^\u{FEFF}/u, " ")
    .split("\n")
    .entries()) {
    if (text.trim() === "") continue;
    const line = index + 1;
    const span = lineSpan(source, line);
    const found = parseRow(text, line);
    if ("message" in found) {
      reportLine(found, source, report);
      broken = true;
      continue;
    }
    for (const [name] of found) if (!columns.has(name)) columns.set(name, nameSpan(span, name));
    const row = new Map(found.map(([name, value]) => [name, { kind: "scalar", value, ...span } satisfies CellNode]));
    if ([...row.values()].some(({ value }) => typeof value !== "string" || value.trim() !== "")) rows.push(row);
  }
  return broken ? undefined : { rows, columns };
}

type Entries = readonly (readonly [string, CellNode["value"]])[];

const help = 'Write a JSON object of texts, numbers, true or false: {"lang": "en", "duration": 5}.';

function parseRow(text: string, line: number): Entries | LineProblem {
  const refuse = (message: string): LineProblem => ({ line, message, help });
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch {
    return refuse("This line is not JSON");
  }
  if (typeof row !== "object" || row === null || Array.isArray(row)) {
    return refuse(`Found ${kindOf(row)}, expected an object`);
  }
  const entries: (readonly [string, CellNode["value"]])[] = [];
  for (const [name, value] of Object.entries(row)) {
    // A column without a value, as in CSV.
    if (value === null) continue;
    if (!isCellValue(value)) return refuse(`Found ${kindOf(value)} under ${JSON.stringify(name)}, expected one value`);
    if (!`${name}${value}`.isWellFormed())
      return refuse(`The value of ${JSON.stringify(name)} contains half of a character`);
    entries.push([name, value]);
  }
  // Only in a flat object is every text before a colon a key.
  const keys = text.match(/"(?:[^"\\]|\\.)*"\s*:/gu) ?? [];
  return keys.length > Object.keys(row).length ? refuse("This object has the same key twice") : entries;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return value === null ? "null" : "a map";
  return typeof value === "number" ? "a number that is too large" : "a value";
}

function nameSpan({ source, start, end }: Span, name: string): Span {
  const at = source.text.slice(start, end).indexOf(JSON.stringify(name));
  return at === -1 ? { source, start, end } : { source, start: start + at, end: start + at + name.length + 2 };
}
