/** Writes bits, least significant first. */
export class LowBitWriter {
  readonly #bytes: number[] = [];
  #pending = 0;
  #pendingBits = 0;

  /** Appends the low `width` bits of `value`; at most 16 at a time. */
  bits(value: number, width: number): this {
    this.#pending |= (value & ((1 << width) - 1)) << this.#pendingBits;
    this.#pendingBits += width;
    while (this.#pendingBits >= 8) {
      this.#bytes.push(this.#pending & 0xff);
      this.#pending >>>= 8;
      this.#pendingBits -= 8;
    }
    return this;
  }

  /** Appends a prefix code, which is stored from its highest bit on. */
  code(value: number, width: number): this {
    let reversed = 0;
    for (let bit = 0; bit < width; bit++) reversed |= ((value >> bit) & 1) << (width - 1 - bit);
    return this.bits(reversed, width);
  }

  /** What has been written, the last byte filled with zeros. */
  toBytes(): Uint8Array {
    if (this.#pendingBits > 0) this.bits(0, 8 - this.#pendingBits);
    return Uint8Array.from(this.#bytes);
  }
}
