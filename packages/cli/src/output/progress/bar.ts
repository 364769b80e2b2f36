import { cut } from "../cut.ts";
import type { Style } from "../style.ts";

/** Where a line of a live view goes. */
export interface BarRoom {
  readonly style: Style;
  /** Columns that may be written to: into the last one, some terminals wrap. */
  readonly room: number;
}

/** Words with a bar before them that shows a share from 0 to 1, where there is room for it. */
export function withBar(words: string, share: number, { style, room }: BarRoom): string {
  const width = barWidthIn(room);
  if (width === 0) return cut(words, room);
  const filled = Math.round(share * width);
  const bar = `${style("green", "━".repeat(filled))}${style("dim", "─".repeat(width - filled))} `;
  return bar + cut(words, room - width - 1);
}

/** Follows from the width alone: a bar that came and went with the counts next to it would not be calm. */
function barWidthIn(room: number): number {
  if (room < 60) return 0;
  return room < 99 ? 8 : 24;
}
