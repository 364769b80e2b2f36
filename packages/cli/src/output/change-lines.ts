import type { FieldChange } from "@shotlist/batch-runner";
import { columnsOf } from "./columns.ts";
import { toOneLine } from "./plain-text.ts";
import type { Style } from "./style.ts";

interface ChangeWords {
  readonly style: Style;
  readonly width: number;
}

/** Shown before the place where two long texts part. */
const context = 16;
const indent = "    ";

/** What a field was and what it is now, one line below the other; nothing where only the field is known. */
export function changeLines({ before, after }: FieldChange, { style, width }: ChangeWords): readonly string[] {
  if (before === undefined) return [];
  const old = lettersOf(before);
  const now = after === undefined ? undefined : lettersOf(after);
  const room = Math.max(20, width - indent.length - 2);
  const from = now === undefined || (fits(old, room) && fits(now, room)) ? 0 : partingOf(old, now) - context;
  const line = (sign: string, letters: readonly string[]): string =>
    `${indent}${sign} ${excerpt(letters, Math.max(0, from), room)}`;
  return [style("red", line("-", old)), ...(now === undefined ? [] : [style("green", line("+", now))])];
}

/** A value on one line, letter by letter as a reader sees them. It may come from a file that a stranger wrote. */
function lettersOf(value: unknown): readonly string[] {
  const text = toOneLine(String(value).replaceAll(/\s+/gu, " "));
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
}

function fits(letters: readonly string[], room: number): boolean {
  return columnsOf(letters.join("")) <= room;
}

/** Where two texts begin to differ. */
function partingOf(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((letter, index) => letter !== other[index]);
  return at < 0 ? one.length : at;
}

/** A piece of a text, from a place on, that is not wider than `room`; what is left out is shown as `…`. */
function excerpt(letters: readonly string[], from: number, room: number): string {
  let shown = from === 0 ? "" : "…";
  for (const [index, letter] of letters.slice(from).entries()) {
    const isLast = from + index === letters.length - 1;
    if (columnsOf(shown + letter) + (isLast ? 0 : 1) > room) return `${shown}…`;
    shown += letter;
  }
  return shown;
}
