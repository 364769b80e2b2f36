import stringWidth from "string-width";
import { toOneLine } from "./plain-text.ts";
import type { Style } from "./style.ts";

/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

/** A text with blanks up to a width on a terminal, where a Chinese character takes two columns. */
export function padded(text: string, width: number, align: Column["align"] = "left"): string {
  const space = " ".repeat(Math.max(0, width - stringWidth(text)));
  return align === "right" ? space + text : text + space;
}

/** A row, and lines of their own that follow it. */
export interface Row {
  readonly cells: readonly string[];
  readonly below: readonly string[];
}

/** Rows under dimmed titles, as wide as their contents are on a terminal. */
export function table(columns: readonly Column[], rows: readonly (Row | readonly string[])[], style: Style): string {
  const all = rows
    .map((row) => ("cells" in row ? row : { cells: row, below: [] }))
    .map(({ cells, below }) => ({ cells: cells.map(toOneLine), below }));
  const widths = columns.map(({ title }, index) =>
    all.reduce((widest, { cells }) => Math.max(widest, stringWidth(cells[index] ?? "")), stringWidth(title)),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align }, index) => padded(cells[index] ?? "", widths[index] ?? 0, align))
      .join("  ")
      .trimEnd();
  const head = style("dim", line(columns.map(({ title }) => title)));
  return [head, ...all.flatMap(({ cells, below }) => [line(cells), ...below])].map((text) => `${text}\n`).join("");
}
