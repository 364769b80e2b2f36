import type { Picture } from "../picture.ts";
import { glyphHeight, glyphWidth, isInked } from "./font.ts";

/** Where and how text is painted, in blocks of 4x4 pixels. */
export interface TextStyle {
  readonly x: number;
  readonly y: number;
  /** Blocks per dot of the font. */
  readonly dot: number;
  readonly ink: number;
  readonly paper: number;
}

/** Blocks from one letter to the next. */
export function letterAdvance(dot: number): number {
  return (glyphWidth + 1) * dot;
}

/** Paints letters with their background, so that they may replace earlier ones; colour stays as it is. */
export function paintText(picture: Picture, text: string, { x, y, dot, ink, paper }: TextStyle): void {
  for (let position = 0; position < text.length; position++) {
    const letter = text.charAt(position);
    const left = x + position * letterAdvance(dot);
    for (let blockY = 0; blockY < glyphHeight * dot; blockY++) {
      for (let blockX = 0; blockX < glyphWidth * dot; blockX++) {
        const inked = isInked(letter, Math.floor(blockX / dot), Math.floor(blockY / dot));
        picture.paintLuma(left + blockX, y + blockY, inked ? ink : paper);
      }
    }
  }
}
