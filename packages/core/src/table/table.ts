import type { Report } from "../diagnostics/collector.ts";
import type { CellNode } from "../read/cell-value.ts";
import type { Source, Span } from "../text/source.ts";

/** One row: its values by column, those without a value left out. */
export type Row = ReadonlyMap<string, CellNode>;

/** A table of rows. */
export interface Table {
  readonly rows: readonly Row[];
  /** Where each column is named first. */
  readonly columns: ReadonlyMap<string, Span>;
}

/** A line of a table, from 1, without its line end. */
export function lineSpan(source: Source, line: number): Span {
  const start = source.lineStarts[line - 1] ?? source.lineStarts.at(-1) ?? 0;
  const end = (source.lineStarts[line] ?? source.text.length + 1) - 1;
  return { source, start, end: source.text[end - 1] === "\r" && end > start ? end - 1 : end };
}

/** What is wrong with one line of a table. */
export interface LineProblem {
  readonly line: number;
  readonly message: string;
  readonly help: string;
}

export function reportLine({ line, message, help }: LineProblem, source: Source, report: Report): void {
  report({ code: "matrix-rows", at: lineSpan(source, line), message, help });
}
