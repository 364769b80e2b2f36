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
  return new Sfc32(JSON.stringify(seed));
}

/** sfc32: small, fast, and the same on every platform. A class, as every task makes one and closures take more memory. */
class Sfc32 implements SeededRandom {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(seed: string) {
    [this.#a, this.#b, this.#c, this.#counter] = spread(seed);
  }

  #next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  fraction(): number {
    return this.#next() / 2 ** 32;
  }

  integer(min: number, max: number): number {
    return min + Math.floor(this.fraction() * (max - min + 1));
  }

  text(length: number, alphabet: string): string {
    let text = "";
    for (let index = 0; index < length; index += 1) text += alphabet[this.integer(0, alphabet.length - 1)] ?? "";
    return text;
  }
}

/** 128 bits in which every letter of `text` counts: cyrb128, a fifth of the cost of a cryptographic hash for so short a text. */
function spread(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1_779_033_703, 3_144_134_277, 1_013_904_242, 2_773_480_762];
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ letter, 597_399_067);
    b = c ^ Math.imul(b ^ letter, 2_869_860_233);
    c = d ^ Math.imul(c ^ letter, 951_274_213);
    d = a ^ Math.imul(d ^ letter, 2_716_044_179);
  }
  a = Math.imul(c ^ (a >>> 18), 597_399_067);
  b = Math.imul(d ^ (b >>> 22), 2_869_860_233);
  c = Math.imul(a ^ (c >>> 17), 951_274_213);
  d = Math.imul(b ^ (d >>> 19), 2_716_044_179);
  const all = a ^ b ^ c ^ d;
  return [all, all ^ b, all ^ c, all ^ d];
}

/** A short fingerprint of bytes, to distinguish equal requests from different ones. */
export function fingerprint(bytes: Uint8Array): string {
  return hash("sha1", bytes, "hex");
}
