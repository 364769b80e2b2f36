import type { Random } from "../../ports/random.ts";

/** Draws that are the same for the same seed. */
export interface Chance {
  /** True so often of a hundred times. */
  percent(share: number): boolean;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  pick<Value>(values: readonly Value[]): Value;
  readonly random: Random;
}

/** Streams of different names do not disturb each other: one draw more here changes nothing there. */
export function createChance(seed: number, stream: string): Chance {
  let mixed = seed;
  for (const letter of stream) mixed = (Math.imul(mixed, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  const random = createRandom(mixed);
  const between = (min: number, max: number): number => min + Math.floor(random.next() * (max - min + 1));
  return {
    random,
    between,
    percent: (share) => random.next() * 100 < share,
    pick(values) {
      const value = values[between(0, values.length - 1)];
      if (value === undefined) throw new Error("there is nothing to pick from");
      return value;
    },
  };
}

/** The generator known as mulberry32. */
function createRandom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const word = (): string =>
    Math.floor(next() * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  return { next, id: () => `${word()}${word()}${word()}${word()}` };
}
