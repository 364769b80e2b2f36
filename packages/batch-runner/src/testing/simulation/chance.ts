import { createSeededRandom } from "../seeded-random.ts";
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
  const random = createSeededRandom(mixed);
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
