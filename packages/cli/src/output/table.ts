import { columnsOf } from "./columns.ts";
import { cut } from "./cut.ts";
import { toOneLine } from "./plain-text.ts";
import type { Style } from "./style.ts";

/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Where a table is too wide, it is left out, the last such column first. */
  readonly optional?: true;
  /** Where a table is too wide, its cells are cut: those that explain before columns are left out, those that name last of all. */
  readonly shrinks?: "explains" | "names";
}

/** A text with spaces up to a width on a terminal, where a Chinese character takes two columns. */
export function padded(text: string, width: number, align: Column["align"] = "left"): string {
  const space = " ".repeat(Math.max(0, width - columnsOf(text)));
  return align === "right" ? space + text : text + space;
}

/** A row, and their own lines that follow it. */
export interface Row {
  readonly cells: readonly string[];
  readonly below: readonly string[];
}

interface TableOptions {
  /** Columns that a line may take; without it, as many as it needs. */
  readonly width?: number;
}

/** Rows under dimmed titles, as wide as their contents are on a terminal, or as `width` allows. */
export function table(
  columns: readonly Column[],
  rows: readonly (Row | readonly string[])[],
  style: Style,
  { width = Infinity }: TableOptions = {},
): string {
  const all = rows
    .map((row) => ("cells" in row ? row : { cells: row, below: [] }))
    .map(({ cells, below }) => ({ cells: cells.map(toOneLine), below }));
  const natural = columns.map(({ title }, index) =>
    all.reduce((widest, { cells }) => Math.max(widest, columnsOf(cells[index] ?? "")), columnsOf(title)),
  );
  const widths = fitted(columns, natural, width);
  const line = (cells: readonly string[]): string =>
    columns
      .flatMap(({ align }, index) => {
        const room = widths[index];
        return room === undefined ? [] : [padded(cut(cells[index] ?? "", room), room, align)];
      })
      .join(gap)
      .trimEnd();
  const head = style("dim", line(columns.map(({ title }) => title)));
  return [head, ...all.flatMap(({ cells, below }) => [line(cells), ...below])].map((text) => `${text}\n`).join("");
}

const gap = "  ";
/** So wide, cells still say what they are about: rather that than fewer columns. */
const comfortable = 24;
/** Less than this says nothing. */
const narrowest = 10;

/** How wide each column is; undefined for one that is left out. */
function fitted(
  columns: readonly Column[],
  natural: readonly number[],
  width: number,
): readonly (number | undefined)[] {
  const shrunk = shrink(columns, natural, { width, least: comfortable, which: "explains" });
  const kept = [...shrunk];
  for (let index = columns.length - 1; index >= 0 && excess(kept, width) > 0; index -= 1) {
    if (columns[index]?.optional === true) kept[index] = undefined;
  }
  const short = shrink(columns, kept, { width, least: narrowest, which: "explains" });
  return shrink(columns, short, { width, least: narrowest, which: "names" });
}

interface ShrinkOptions {
  readonly width: number;
  /** No column gets narrower. */
  readonly least: number;
  readonly which: Column["shrinks"];
}

/** Takes what is too much from the widest columns that may be cut. */
function shrink(
  columns: readonly Column[],
  before: readonly (number | undefined)[],
  { width, least, which }: ShrinkOptions,
): readonly (number | undefined)[] {
  const widths = [...before];
  for (let over = excess(widths, width); over > 0; over = excess(widths, width)) {
    const [widest, index] = widths.reduce<readonly [number, number]>(
      (found, one, at) => (columns[at]?.shrinks === which && one !== undefined && one > found[0] ? [one, at] : found),
      [least, -1],
    );
    if (index === -1) break;
    widths[index] = Math.max(least, widest - over);
  }
  return widths;
}

function excess(widths: readonly (number | undefined)[], width: number): number {
  const shown = widths.filter((one) => one !== undefined);
  return shown.reduce((sum, one) => sum + one + gap.length, -gap.length) - width;
}
