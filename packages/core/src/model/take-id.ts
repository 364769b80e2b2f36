import { hash } from "node:crypto";

/** Stable name of a take within its storyboard: `reveal`, `reveal[lang=en]`, `reveal[lang=en]#2`. */
export type TakeId = string;

/** What distinguishes a take from every other of its storyboard. */
export interface TakeName {
  readonly shot: string;
  /** Names and values of the cell that identify it, in alphabetical order. */
  readonly cell: readonly (readonly [name: string, value: string])[];
  readonly take: number;
}

/** Longer values would make ids unreadable; their hash keeps them apart. */
const maximumValueLength = 48;

/** `reveal`, `reveal[lang=en]`, `reveal[lang=en]#2`. */
export function takeIdOf({ shot, cell, take }: TakeName): TakeId {
  const inner = cell.map(([name, value]) => `${name}=${shorten(value)}`).join(",");
  return `${shot}${cell.length === 0 ? "" : `[${inner}]`}${take === 1 ? "" : `#${take}`}`;
}

/** Brackets, commas and `#` structure an id, so a value that holds one is named by its hash as well. */
function shorten(value: string): string {
  if (value.length <= maximumValueLength && !/[[\],#=\p{C}]/u.test(value)) return value;
  const head = value.replaceAll(/[[\],#=\p{C}]+/gu, "-").slice(0, 24);
  return `${head}~${hash("sha256", value).slice(0, 8)}`;
}
