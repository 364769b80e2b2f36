import type { Picture } from "../picture/picture.ts";
import { toRgb } from "../png/to-rgb.ts";

/** A small picture for people to look at: three bytes for each pixel, red first. */
export interface Still {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** The picture of this size in pixels, one pixel for each of its blocks of 4x4. */
export function toStill(
  picture: Picture,
  { width, height }: { readonly width: number; readonly height: number },
): Still {
  const still = { width: Math.max(1, width >> 2), height: Math.max(1, height >> 2) };
  const rgb = new Uint8Array(still.width * still.height * 3);
  for (let y = 0; y < still.height; y++) {
    for (let x = 0; x < still.width; x++) {
      const chroma = (y >> 1) * picture.chromaColumns + (x >> 1);
      const luma = picture.luma[y * picture.lumaColumns + x]!;
      toRgb(luma, picture.cb[chroma]!, picture.cr[chroma]!, rgb, (y * still.width + x) * 3);
    }
  }
  return { ...still, rgb };
}
