/**
 * A zlib stream made of bytes and repeats, in one block of fixed codes. Node's own deflate gives other bytes on other
 * processors and versions; mock results must not.
 */
export class RunDeflate {
  #bytes = new Uint8Array(4096);
  #length = 0;
  #pending = 0;
  #pendingBits = 0;
  #sum = 1;
  #sumOfSums = 0;

  constructor() {
    this.#bits(0x0178, 16); // zlib, 32 KiB window, fastest
    this.#bits(0b011, 3); // last block, fixed codes
  }

  byte(value: number): void {
    this.#sum += value;
    this.#sumOfSums += this.#sum;
    if (value < 144) this.#code(0x30 + value, 8);
    else this.#code(0x190 + value - 144, 9);
  }

  /** Repeats the last three bytes `times` over. */
  repeatTriple(times: number, [first, second, third]: readonly [number, number, number]): void {
    for (let index = 0; index < times; index++) {
      const once = this.#sum + first;
      const twice = once + second;
      this.#sum = twice + third;
      this.#sumOfSums += once + twice + this.#sum;
    }
    for (let left = times * 3; left > 0; left -= longestRepeat) this.#repeat(Math.min(left, longestRepeat), 3);
  }

  /** Appends `count` zeros. */
  zeros(count: number): void {
    this.byte(0);
    let left = count - 1;
    this.#sumOfSums += this.#sum * left;
    for (; left >= 3; left -= Math.min(left, longestRepeat)) this.#repeat(Math.min(left, longestRepeat), 1);
    for (; left > 0; left--) this.#code(0x30, 8);
  }

  /** Keeps the checksum within exact numbers; call it at least once in a hundred kilobytes. */
  fold(): void {
    this.#sum %= checksumModulus;
    this.#sumOfSums %= checksumModulus;
  }

  /** Closes the stream. */
  toBytes(): Uint8Array {
    this.fold();
    this.#code(0, 7); // end of block
    this.#bits(0, (8 - this.#pendingBits) & 7);
    for (const half of [this.#sumOfSums, this.#sum]) this.#bits((half >> 8) | ((half & 255) << 8), 16);
    return this.#bytes.slice(0, this.#length);
  }

  #repeat(length: number, distance: 1 | 3): void {
    const symbol = lengthSymbol[length]!;
    if (symbol < 280) this.#code(symbol - 256, 7);
    else this.#code(0xc0 + symbol - 280, 8);
    this.#bits(length - lengthBase[symbol - 257]!, lengthExtraBits(symbol));
    this.#code(distance - 1, 5);
  }

  /** Codes are stored from their highest bit, everything else from its lowest. */
  #code(value: number, width: number): void {
    let reversed = 0;
    for (let bit = 0; bit < width; bit++) reversed |= ((value >> bit) & 1) << (width - 1 - bit);
    this.#bits(reversed, width);
  }

  #bits(value: number, width: number): void {
    this.#pending |= value << this.#pendingBits;
    this.#pendingBits += width;
    while (this.#pendingBits >= 8) {
      if (this.#length === this.#bytes.length) this.#grow();
      this.#bytes[this.#length++] = this.#pending & 0xff;
      this.#pending >>>= 8;
      this.#pendingBits -= 8;
    }
  }

  #grow(): void {
    const larger = new Uint8Array(this.#length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

const checksumModulus = 65_521;
const longestRepeat = 258;

/** Shortest length of each length symbol from 257 on (RFC 1951, 3.2.5). */
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
] as const;

const lengthSymbol = Uint16Array.from(
  { length: longestRepeat + 1 },
  (_, length) => 257 + lengthBase.findLastIndex((base) => base <= length),
);

function lengthExtraBits(symbol: number): number {
  return symbol < 265 || symbol === 285 ? 0 : (symbol - 261) >> 2;
}
