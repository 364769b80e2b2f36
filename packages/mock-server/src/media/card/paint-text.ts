import type { Picture } from "../picture/picture.ts";
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

/**
 * Paints letters with their background, so that they may replace earlier ones; colour stays as it is. Letters equal to
 * those of `shown` in the same place are taken to be there already.
 */
export function paintText(picture: Picture, text: string, style: TextStyle, shown = ""): void {
  for (let position = 0; position < text.length; position++) {
    const letter = text.charAt(position);
    if (letter !== shown.charAt(position)) {
      paintLetter(picture, letter, { ...style, x: style.x + position * letterAdvance(style.dot) });
    }
  }
}

function paintLetter(picture: Picture, letter: string, { x, y, dot, ink, paper }: TextStyle): void {
  for (let row = 0; row < glyphHeight; row++) {
    for (let column = 0; column < glyphWidth; column++) {
      const luma = isInked(letter, column, row) ? ink : paper;
      for (let block = 0; block < dot * dot; block++) {
        picture.paintLuma(x + column * dot + (block % dot), y + row * dot + Math.floor(block / dot), luma);
      }
    }
  }
}
