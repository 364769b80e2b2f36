/** Numbers that follow from a seed. */
export interface Random {
  /** From 0 up to but not including 1. */
  next(): number;
}

/** Small and quick; its numbers only vary timings, nothing depends on their quality. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next: () => {
      state = (state + 0x6d_2b_79_f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}

/** A seed that nobody has chosen. */
export function newSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
