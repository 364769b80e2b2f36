import type { VideoShape } from "../h264/parameter-sets.ts";
import type { Picture } from "../picture.ts";
import type { ClipRequest } from "../render-clip.ts";

/** What the frames of a clip show. */
export interface Card {
  /** Everything that stays the same. */
  paintScene(picture: Picture): void;
  /** What changes from frame to frame. */
  paintFrame(picture: Picture, frame: number): void;
}

/** A plain card whose colour comes from the seed. */
export function createCard({ seed }: ClipRequest, _shape: VideoShape, frames: number): Card {
  return {
    paintScene(picture) {
      for (let y = 0; y < picture.rows * 4; y++) {
        for (let x = 0; x < picture.lumaColumns; x++) picture.paintLuma(x, y, 40 + (y >> 3));
      }
      for (let y = 0; y < picture.rows * 2; y++) {
        for (let x = 0; x < picture.chromaColumns; x++) {
          picture.paintChroma(x, y, 108 + ((seed * 7) % 40), 108 + ((seed * 13) % 40));
        }
      }
    },
    paintFrame(picture, frame) {
      const filled = Math.floor((picture.lumaColumns * (frame + 1)) / frames);
      for (let x = 0; x < filled; x++) picture.paintLuma(x, picture.rows * 4 - 2, 220);
    },
  };
}
