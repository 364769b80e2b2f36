/** Writes bits, most significant first, with the Exp-Golomb codes of H.264 clause 9.1. */
export class BitWriter {
  #bytes = new Uint8Array(256);
  #length = 0;
  #pending = 0;
  #pendingBits = 0;

  /** Appends the low `width` bits of `value`; at most 24 at a time. */
  bits(value: number, width: number): this {
    this.#pending = (this.#pending << width) | value;
    this.#pendingBits += width;
    while (this.#pendingBits >= 8) {
      this.#pendingBits -= 8;
      this.#appendByte((this.#pending >>> this.#pendingBits) & 0xff);
    }
    this.#pending &= (1 << this.#pendingBits) - 1;
    return this;
  }

  unsignedGolomb(value: number): this {
    const zeros = 31 - Math.clz32(value + 1);
    return this.bits(0, zeros).bits(value + 1, zeros + 1);
  }

  signedGolomb(value: number): this {
    return this.unsignedGolomb(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /** Fills the last byte with zeros. */
  align(): this {
    return this.#pendingBits === 0 ? this : this.bits(0, 8 - this.#pendingBits);
  }

  /** What has been written; call `align` first, as bits of an unfinished byte are left out. */
  toBytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #appendByte(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = byte;
  }
}
