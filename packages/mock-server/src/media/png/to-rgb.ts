/** Writes the red, green and blue of a BT.709 limited-range colour into `target`. */
export function toRgb(luma: number, cb: number, cr: number, target: Uint8Array, at: number): void {
  const grey = (luma - 16) * (255 / 219);
  const blue = (cb - 128) * (255 / 224);
  const red = (cr - 128) * (255 / 224);
  target[at] = toByte(grey + 1.5748 * red);
  target[at + 1] = toByte(grey - 0.1873 * blue - 0.4681 * red);
  target[at + 2] = toByte(grey + 1.8556 * blue);
}

function toByte(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}
