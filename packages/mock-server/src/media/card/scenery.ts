import type { Picture } from "../picture/picture.ts";
import { type Colour, fillArea, mix } from "./colour.ts";
import type { Palette } from "./palette.ts";

/** What scenery is painted with: sizes in dots, of which each is `dot` blocks wide (even, as colour is coarse). */
export interface Canvas {
  readonly picture: Picture;
  readonly dot: number;
  readonly columns: number;
  readonly rows: number;
}

/** A sun over hills, in the upper `rows` of the picture. */
export function paintScenery(canvas: Canvas, palette: Palette, random: () => number): void {
  paintSky(canvas, palette);
  paintStars(canvas, random);
  paintSun(canvas, palette.sun, random);
  palette.hills.forEach((colour, depth) => {
    paintHill(canvas, colour, createSkyline(canvas, random, (depth + 1) / palette.hills.length));
  });
}

function paintDot({ picture, dot }: Canvas, column: number, row: number, colour: Colour): void {
  fillArea(picture, { x: column * dot, y: row * dot, width: dot, height: dot }, colour);
}

function paintSky(canvas: Canvas, { zenith, horizon }: Palette): void {
  const { picture, dot, columns, rows } = canvas;
  for (let row = 0; row < rows; row++) {
    const area = { x: 0, y: row * dot, width: columns * dot, height: dot };
    fillArea(picture, area, mix(zenith, horizon, row / rows));
  }
}

function paintStars({ picture, dot, columns, rows }: Canvas, random: () => number): void {
  for (let count = columns >> 2; count > 0; count--) {
    const x = Math.floor(random() * columns) * dot;
    const y = Math.floor(random() * random() * rows * 0.6) * dot;
    picture.paintLuma(x, y, 150 + Math.floor(random() * 60));
  }
}

function paintSun(canvas: Canvas, colour: Colour, random: () => number): void {
  const radius = Math.min(canvas.columns, canvas.rows) * (0.16 + 0.08 * random());
  const centreX = canvas.columns * (0.2 + 0.4 * random());
  const centreY = canvas.rows * (0.35 + 0.2 * random());
  for (let row = 0; row < canvas.rows; row++) {
    const reach = Math.sqrt(Math.max(0, radius ** 2 - (row + 0.5 - centreY) ** 2));
    for (let column = Math.ceil(centreX - reach); column < centreX + reach; column++) {
      if (reach > 0) paintDot(canvas, column, row, colour);
    }
  }
}

/** Gives the row at which the ground begins in a column; `nearness` from 0 to 1. */
function createSkyline({ columns, rows }: Canvas, random: () => number, nearness: number): (column: number) => number {
  const base = rows * (0.5 + 0.35 * nearness);
  const waves = [
    { frequency: 1.3, height: 0.1 },
    { frequency: 3.1, height: 0.05 },
    { frequency: 7.7, height: 0.024 },
  ].map(({ frequency, height }) => ({
    height: rows * height,
    turns: (frequency * (0.7 + 0.6 * random())) / columns,
    start: random(),
  }));
  return (column) => {
    const lift = waves.map(({ height, turns, start }) => height * wave(turns * column + start));
    return Math.round(lift.reduce((sum, value) => sum + value, base));
  };
}

/** A sine made of parabolas: `Math.sin` may differ between machines in its last digit, and pictures must not. */
function wave(turns: number): number {
  const phase = turns % 1;
  return phase < 0.5 ? 16 * phase * (0.5 - phase) : -16 * (phase - 0.5) * (1 - phase);
}

function paintHill(canvas: Canvas, colour: Colour, skyline: (column: number) => number): void {
  const { picture, dot } = canvas;
  for (let column = 0; column < canvas.columns; column++) {
    const top = Math.max(0, skyline(column));
    const area = { x: column * dot, y: top * dot, width: dot, height: Math.max(0, canvas.rows - top) * dot };
    fillArea(picture, area, colour);
  }
}
