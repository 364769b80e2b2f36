/**
 * A picture made of flat blocks: one luma value per 4x4 pixels, one pair of chroma values per 8x8. This is what an H.264
 * macroblock can hold exactly with its DC coefficients alone, so what is painted is what every decoder shows.
 * Block (0, 0) is the top left; the grid is rounded up to whole macroblocks.
 */
export class Picture {
  readonly columns: number;
  readonly rows: number;
  readonly lumaColumns: number;
  readonly chromaColumns: number;
  readonly luma: Uint8Array;
  readonly cb: Uint8Array;
  readonly cr: Uint8Array;
  readonly #isTouched: Uint8Array;
  #touched: number[] = [];

  /** Sizes in pixels. */
  constructor({ width, height }: { readonly width: number; readonly height: number }) {
    this.columns = Math.ceil(width / 16);
    this.rows = Math.ceil(height / 16);
    this.lumaColumns = this.columns * 4;
    this.chromaColumns = this.columns * 2;
    this.luma = new Uint8Array(this.columns * this.rows * 16);
    this.cb = new Uint8Array(this.columns * this.rows * 4).fill(128);
    this.cr = new Uint8Array(this.columns * this.rows * 4).fill(128);
    this.#isTouched = new Uint8Array(this.columns * this.rows);
  }

  /**
   * Sets the brightness of 4x4 pixels, rounded down to an even number: differences between even numbers always fit into
   * the levels of the baseline profile. Blocks outside the picture are ignored.
   */
  paintLuma(x: number, y: number, brightness: number): void {
    if (x < 0 || y < 0 || x >= this.lumaColumns || y >= this.rows * 4) return;
    const value = brightness & ~1;
    const at = y * this.lumaColumns + x;
    if (this.luma[at] === value) return;
    this.luma[at] = value;
    this.#touch((y >> 2) * this.columns + (x >> 2));
  }

  /** Sets the colour of 8x8 pixels; blocks outside the picture are ignored. */
  paintChroma(x: number, y: number, cb: number, cr: number): void {
    if (x < 0 || y < 0 || x >= this.chromaColumns || y >= this.rows * 2) return;
    const at = y * this.chromaColumns + x;
    if (this.cb[at] === cb && this.cr[at] === cr) return;
    this.cb[at] = cb;
    this.cr[at] = cr;
    this.#touch((y >> 1) * this.columns + (x >> 1));
  }

  /** The macroblocks painted differently since the last call, in no particular order. */
  takeTouched(): readonly number[] {
    const touched = this.#touched;
    for (const index of touched) this.#isTouched[index] = 0;
    this.#touched = [];
    return touched;
  }

  #touch(macroblock: number): void {
    if (this.#isTouched[macroblock] === 1) return;
    this.#isTouched[macroblock] = 1;
    this.#touched.push(macroblock);
  }
}
