import type { Still } from "../stills/still.ts";

/** Shares of red, green and blue in brightness, blue and red of JFIF (BT.601, all of the range), and what zero stands for. */
const shares = [
  [0.299, 0.587, 0.114, -128],
  [-0.168_736, -0.331_264, 0.5, 0],
  [0.5, -0.418_688, -0.081_312, 0],
] as const;

/** One value per pixel, around zero, for each of brightness, blue and red. */
export function toPlanes({ rgb }: Still): readonly Int16Array[] {
  return shares.map(([red, green, blue, offset]) => {
    const plane = new Int16Array(rgb.length / 3);
    for (let at = 0; at < plane.length; at++) {
      plane[at] = Math.round(red * rgb[3 * at]! + green * rgb[3 * at + 1]! + blue * rgb[3 * at + 2]! + offset);
    }
    return plane;
  });
}

/** Copies the 64 values from a place on, row by row; the picture's edge goes on outside of it. */
export function readBlock(
  plane: Int16Array,
  { width, height }: Pick<Still, "width" | "height">,
  { left, top }: { readonly left: number; readonly top: number },
  block: Int16Array,
): void {
  for (let y = 0; y < 8; y++) {
    const row = Math.min(height - 1, top + y) * width;
    for (let x = 0; x < 8; x++) block[y * 8 + x] = plane[row + Math.min(width - 1, left + x)]!;
  }
}
