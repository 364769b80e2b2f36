import type { Picture } from "../picture/picture.ts";

/** A colour as H.264 stores it: BT.709, limited range. */
export interface Colour {
  readonly luma: number;
  readonly cb: number;
  readonly cr: number;
}

/** From hue in degrees, saturation and lightness from 0 to 1. */
export function fromHsl(hue: number, saturation: number, lightness: number): Colour {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const position = (offset + (((hue % 360) + 360) % 360) / 30) % 12;
    return lightness - reach * Math.max(-1, Math.min(position - 3, 9 - position, 1));
  };
  const [red, green, blue] = [channel(0), channel(8), channel(4)];
  const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return {
    luma: Math.round(16 + 219 * luma),
    cb: Math.round(128 + (224 * (blue - luma)) / 1.8556),
    cr: Math.round(128 + (224 * (red - luma)) / 1.5748),
  };
}

/** The colour `share` (from 0 to 1) of the way to another. */
export function mix(from: Colour, to: Colour, share: number): Colour {
  const between = (a: number, b: number): number => Math.round(a + (b - a) * share);
  return { luma: between(from.luma, to.luma), cb: between(from.cb, to.cb), cr: between(from.cr, to.cr) };
}

/** A rectangle in blocks of 4x4 pixels; even sides and position, because colour is stored per 8x8. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function fillArea(picture: Picture, area: Area, { luma, cb, cr }: Colour): void {
  for (let y = area.y; y < area.y + area.height; y++) {
    for (let x = area.x; x < area.x + area.width; x++) picture.paintLuma(x, y, luma);
  }
  for (let y = area.y >> 1; y < (area.y + area.height) >> 1; y++) {
    for (let x = area.x >> 1; x < (area.x + area.width) >> 1; x++) picture.paintChroma(x, y, cb, cr);
  }
}
