import { glyphHeight } from "./font.ts";
import type { Area } from "./colour.ts";
import { letterAdvance } from "./paint-text.ts";
import { toPrintable, wrap } from "./text.ts";
import type { ClipText } from "../picture/clip-request.ts";

/** Where everything on a card goes; positions and sizes in blocks of 4x4 pixels. */
export interface Layout {
  /** Blocks per dot of small letters; large ones have twice as many. */
  readonly dot: number;
  /** Rows of blocks above the panel. */
  readonly sceneryHeight: number;
  readonly panel: Area;
  readonly title: Line;
  readonly taskId: readonly Line[];
  readonly prompt: readonly Line[];
  readonly progress: Area;
  readonly counter: Area;
}

export interface Line {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Letters of the counter: large `00:00`. */
const counterLetters = 5;
const promptLines = 4;
const mostOfHeight = 0.62;

/** Shorter side, in blocks, of a picture whose dots are one block: 720p. */
const blocksPerSmallestDot = 180;

/** Macroblocks of 4 blocks: panels that start and end with them cost the fewest bytes. */
const macroblock = 4;

export function createLayout(size: { readonly width: number; readonly height: number }, text: ClipText): Layout {
  const width = Math.ceil(size.width / 4);
  const height = Math.ceil(size.height / 4);
  const dot = dotFor(Math.min(width, height));
  const margin = 6 * dot;
  const lineStep = (glyphHeight + 2) * dot;
  const titleHeight = (2 * glyphHeight + 2) * dot;
  const columns = Math.max(1, Math.floor((width - 2 * margin) / letterAdvance(dot)));

  const taskId = wrap(toPrintable(text.taskId), { columns, lines: 2 });
  const fixed = 2 * margin + titleHeight + taskId.length * lineStep + 2 * dot;
  const room = Math.max(1, Math.floor((height * mostOfHeight - fixed) / lineStep));
  const prompt = wrap(toPrintable(text.prompt), { columns, lines: Math.min(promptLines, room) });

  const sceneryHeight = downTo(macroblock, Math.max(0, height - fixed - prompt.length * lineStep));
  const titleY = sceneryHeight + margin;
  const taskIdY = titleY + titleHeight;
  const promptY = taskIdY + taskId.length * lineStep + 2 * dot;
  const lines = (texts: readonly string[], y: number): readonly Line[] =>
    texts.map((line, index) => ({ x: margin, y: y + index * lineStep, text: line }));
  const counterWidth = upTo(macroblock, counterLetters * letterAdvance(2 * dot) + 6 * dot);
  return {
    dot,
    sceneryHeight,
    panel: { x: 0, y: sceneryHeight, width: upTo(macroblock, width), height: upTo(macroblock, height) - sceneryHeight },
    title: { x: margin, y: titleY, text: toPrintable(text.format) },
    taskId: lines(taskId, taskIdY),
    prompt: lines(prompt, promptY),
    progress: { x: 0, y: sceneryHeight, width: upTo(macroblock, width), height: 2 * dot },
    counter: {
      x: downTo(macroblock, width - counterWidth - 4 * dot),
      y: upTo(macroblock, 4 * dot),
      width: counterWidth,
      height: upTo(macroblock, (3 * glyphHeight + 8) * dot),
    },
  };
}

/** A power of two, so that dots fall on macroblocks: large pictures would weigh twice as much without. */
function dotFor(shorterSide: number): number {
  return 2 ** Math.max(0, Math.round(Math.log2(shorterSide / blocksPerSmallestDot)));
}

function downTo(step: number, value: number): number {
  return Math.floor(value / step) * step;
}

function upTo(step: number, value: number): number {
  return Math.ceil(value / step) * step;
}
