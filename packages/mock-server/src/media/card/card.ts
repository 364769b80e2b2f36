import type { Picture } from "../picture.ts";
import { createRandom } from "../random.ts";
import type { ClipRequest } from "../render-clip.ts";
import { fillArea } from "./colour.ts";
import { createLayout, type Layout, type Line } from "./layout.ts";
import { letterAdvance, paintText } from "./paint-text.ts";
import { createPalette, type Palette } from "./palette.ts";
import { paintScenery } from "./scenery.ts";

/** What the frames of a clip show. */
export interface Card {
  /** Everything that stays the same. */
  paintScene(picture: Picture): void;
  /** What changes from frame to frame, counted from 0. */
  paintFrame(picture: Picture, frame: number): void;
}

/** Brightness of letters over that of their panel. */
const ink = { strong: 192, soft: 128 } as const;

/** A landscape from the seed over a panel with format, task id and prompt, a running counter and a bar of progress. */
export function createCard(
  request: ClipRequest,
  { frames, framesPerSecond }: { readonly frames: number; readonly framesPerSecond: number },
): Card {
  const random = createRandom(request.seed);
  const palette = createPalette(random);
  const layout = createLayout(request, request.text);
  return {
    paintScene(picture) {
      const dot = 2 * layout.dot;
      const columns = Math.ceil(picture.lumaColumns / dot);
      const rows = Math.ceil(layout.sceneryHeight / dot);
      paintScenery({ picture, dot, columns, rows }, palette, random);
      paintPanel(picture, layout, palette);
    },
    paintFrame(picture, frame) {
      paintCounter(picture, { layout, palette, seconds: Math.floor(frame / framesPerSecond), frame, frames });
      paintProgress(picture, layout, palette, (frame + 1) / frames);
    },
  };
}

function paintPanel(picture: Picture, layout: Layout, { panel, accent }: Palette): void {
  const paint = (line: Line, dot: number, brightness: number): void => {
    paintText(picture, line.text, { x: line.x, y: line.y, dot, ink: panel.luma + brightness, paper: panel.luma });
  };
  fillArea(picture, layout.panel, panel);
  fillArea(picture, layout.counter, panel);
  fillArea(picture, layout.progress, { ...accent, luma: panel.luma });
  paint(layout.title, 2 * layout.dot, ink.strong);
  for (const line of layout.taskId) paint(line, layout.dot, ink.soft);
  for (const line of layout.prompt) paint(line, layout.dot, ink.strong);
}

interface Count {
  readonly layout: Layout;
  readonly palette: Palette;
  readonly seconds: number;
  readonly frame: number;
  readonly frames: number;
}

function paintCounter(picture: Picture, { layout, palette, seconds, frame, frames }: Count): void {
  const { counter, dot } = layout;
  const paper = palette.panel.luma;
  const clock = [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
  const total = String(frames);
  const count = `${String(frame + 1).padStart(total.length, "0")}/${total}`;
  const x = counter.x + 4 * dot;
  const y = counter.y + 4 * dot;
  paintText(picture, clock, { x, y, dot: 2 * dot, ink: paper + ink.strong, paper });
  const countX = counter.x + counter.width - 2 * dot - count.length * letterAdvance(dot);
  paintText(picture, count, { x: countX, y: y + 18 * dot, dot, ink: paper + ink.soft, paper });
}

function paintProgress(picture: Picture, { progress }: Layout, { accent }: Palette, share: number): void {
  const width = 2 * Math.floor((progress.width * share) / 2);
  fillArea(picture, { ...progress, width }, accent);
}
