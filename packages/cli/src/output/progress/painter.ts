import type { Output } from "../../world/world.ts";
import { ownSequence } from "../plain-text.ts";

/** Comes out with the return to the start of the line. */
const clearLine = ownSequence("2K");

/** Lines of a terminal that are painted over each other. */
export interface Painter {
  /** Takes the place of what was painted last. As many lines each time. */
  paint(lines: readonly string[]): void;
  /** Takes away what was painted; the next output is in its place. */
  erase(): void;
}

export function createPainter(output: Output): Painter {
  let painted: readonly string[] = [];
  const up = (): string => ownSequence(`${painted.length - 1}A`);
  return {
    paint(lines) {
      if (lines.join("\n") === painted.join("\n")) return;
      const from = painted.length === 0 ? "" : up();
      output.write(`${from}${lines.map((line) => `${clearLine}${line}`).join("\n")}`);
      painted = lines;
    },
    erase() {
      if (painted.length > 0) output.write(`${up()}${painted.map(() => clearLine).join("\n")}${up()}`);
      painted = [];
    },
  };
}
