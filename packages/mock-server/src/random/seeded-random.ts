import { hash } from "node:crypto";

/** A stream of numbers that is a function of its seed alone. */
export interface SeededRandom {
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** A number from 0 up to, but not including, 1. */
  fraction(): number;
  /** `length` characters of `alphabet`. */
  text(length: number, alphabet: string): string;
}

export const lowerAlphanumerics = "abcdefghijklmnopqrstuvwxyz0123456789";
export const alphanumerics: string = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${lowerAlphanumerics}`;

/** A random stream for `seed`; distinct parts give unrelated streams. */
export function seededRandom(...seed: readonly (string | number)[]): SeededRandom {
  const state = hash("sha256", JSON.stringify(seed), "buffer");
  let a = state.readInt32LE(0);
  let b = state.readInt32LE(4);
  let c = state.readInt32LE(8);
  let counter = state.readInt32LE(12);

  // sfc32: small, fast, and the same on every platform.
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  const fraction = (): number => next() / 2 ** 32;
  const integer = (min: number, max: number): number => min + Math.floor(fraction() * (max - min + 1));
  return {
    fraction,
    integer,
    text: (length, alphabet) => {
      let text = "";
      for (let index = 0; index < length; index += 1) text += alphabet[integer(0, alphabet.length - 1)] ?? "";
      return text;
    },
  };
}

/** A short fingerprint of bytes, to tell equal requests from different ones. */
export function fingerprint(bytes: Uint8Array): string {
  return hash("sha1", bytes, "hex");
}
