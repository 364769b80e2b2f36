import type { Picture } from "../picture/picture.ts";
import { seededRandom } from "../../random/seeded-random.ts";
import type { ClipRequest } from "../picture/clip-request.ts";
import { fillArea, mix } from "./colour.ts";
import { glyphHeight } from "./font.ts";
import { createLayout, type Layout, type Line } from "./layout.ts";
import { letterAdvance, paintText } from "./paint-text.ts";
import { createPalette, type Palette } from "./palette.ts";
import { paintScenery } from "./scenery.ts";

/** What the frames of a clip show. */
export interface Card {
  /** Everything that stays the same. */
  paintScene(picture: Picture): void;
  /** What changes from the frame before, counted from 0; every frame must be painted in turn. */
  paintFrame(picture: Picture, frame: number): void;
}

/** Brightness of letters over that of their panel. */
const ink = { strong: 192, soft: 128 } as const;

interface FrameTime {
  readonly frame: number;
  readonly frames: number;
  readonly framesPerSecond: number;
}

/** A landscape from the seed over a panel with format, task id and prompt, a running counter and a bar of progress. */
export function createCard(request: ClipRequest, { frames, framesPerSecond }: Omit<FrameTime, "frame">): Card {
  const stream = seededRandom("card", request.seed);
  const random = (): number => stream.fraction();
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
      paintCounter(picture, layout, palette, {
        now: readCounter({ frame, frames, framesPerSecond }),
        before: frame === 0 ? { clock: "", count: "" } : readCounter({ frame: frame - 1, frames, framesPerSecond }),
      });
      paintProgress(picture, layout, palette, { from: frame / frames, to: (frame + 1) / frames });
    },
  };
}

function paintPanel(picture: Picture, layout: Layout, { panel, accent }: Palette): void {
  const paint = (line: Line, dot: number, brightness: number): void => {
    paintText(picture, line.text, { x: line.x, y: line.y, dot, ink: panel.luma + brightness, paper: panel.luma });
  };
  fillArea(picture, layout.panel, panel);
  fillArea(picture, layout.counter, panel);
  fillArea(picture, layout.progress, mix(panel, accent, 0.25));
  paint(layout.title, 2 * layout.dot, ink.strong);
  for (const line of layout.taskId) paint(line, layout.dot, ink.soft);
  for (const line of layout.prompt) paint(line, layout.dot, ink.strong);
}

/** Longer numbers would not fit next to each other. */
const mostDigits = 4;

interface Counter {
  readonly clock: string;
  readonly count: string;
}

function readCounter({ frame, frames, framesPerSecond }: FrameTime): Counter {
  const seconds = Math.floor(frame / framesPerSecond);
  const clock = [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
  const total = String(frames);
  const count = String(frame + 1).padStart(total.length, "0");
  return { clock, count: total.length > mostDigits ? count : `${count}/${total}` };
}

/** Paints what has changed; the rest of the counter is on the picture already. */
function paintCounter(
  picture: Picture,
  { counter, dot }: Layout,
  { panel }: Palette,
  { now, before }: { readonly now: Counter; readonly before: Counter },
): void {
  const paper = panel.luma;
  const x = counter.x + 4 * dot;
  const y = counter.y + 4 * dot;
  paintText(picture, now.clock, { x, y, dot: 2 * dot, ink: paper + ink.strong, paper }, before.clock);
  const countX = counter.x + counter.width - 2 * dot - now.count.length * letterAdvance(dot);
  paintText(
    picture,
    now.count,
    { x: countX, y: y + (2 * glyphHeight + 2) * dot, dot, ink: paper + ink.soft, paper },
    before.count,
  );
}

/** Lengthens the bar from one share of its width to another. */
function paintProgress(
  picture: Picture,
  { progress }: Layout,
  { accent }: Palette,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  const start = 2 * Math.floor((progress.width * from) / 2);
  const end = 2 * Math.floor((progress.width * to) / 2);
  fillArea(picture, { ...progress, x: progress.x + start, width: end - start }, accent);
}
