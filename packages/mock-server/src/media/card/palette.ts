import { type Colour, fromHsl, mix } from "./colour.ts";

/** The colours of one card, all from one hue. */
export interface Palette {
  readonly zenith: Colour;
  readonly horizon: Colour;
  readonly sun: Colour;
  /** From the farthest to the nearest. */
  readonly hills: readonly Colour[];
  readonly panel: Colour;
  readonly accent: Colour;
}

/** `random` gives numbers from 0 up to 1. */
export function createPalette(random: () => number): Palette {
  const hue = random() * 360;
  const turn = random() < 0.5 ? 35 : -35;
  const horizon = fromHsl(hue + turn, 0.6, 0.62);
  const ground = fromHsl(hue - turn, 0.45, 0.14);
  return {
    zenith: fromHsl(hue, 0.55, 0.26),
    horizon,
    sun: fromHsl(hue + 2 * turn, 0.9, 0.82),
    hills: [0.4, 0.65, 0.9].map((share) => mix(horizon, ground, share)),
    panel: fromHsl(hue - turn, 0.4, 0.1),
    accent: fromHsl(hue + 2 * turn, 0.85, 0.62),
  };
}
