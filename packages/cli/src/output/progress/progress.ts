import type { RunEvent } from "@shotlist/batch-runner";
import stringWidth from "string-width";
import type { Output } from "../../world/world.ts";
import { ownSequence, toOneLine } from "../plain-text.ts";
import type { Style } from "../style.ts";
import { formatElapsed } from "../units.ts";
import { eventLine, plainLine, type EventWords } from "./event-line.ts";
import { createTally, type Tally } from "./tally.ts";
import { say, text, translate } from "../../text/say.ts";

/** Tells a person how a run goes. */
export interface Progress {
  onEvent(event: RunEvent): void;
  /** Draws the moving line afresh; nothing happens where there is none. */
  repaint(): void;
  /** Takes the moving line away. */
  close(): void;
}

/** One line per event that matters: for logs and pipes. */
export function createPlainProgress(output: Output, words: EventWords): Progress {
  return {
    onEvent: (event) => {
      const line = plainLine(event, words);
      if (line !== undefined) output.write(`${toOneLine(line)}\n`);
    },
    repaint: () => undefined,
    close: () => undefined,
  };
}

/** Comes out with the return to the start of the line. */
const clearLine = ownSequence("2K");

/** Finished takes stay above one moving line. `now` is real time in milliseconds: a mock's clock runs faster. */
export function createTerminalProgress(
  output: Output,
  { now, ...words }: EventWords & { readonly now: () => number },
): Progress {
  const tally = createTally();
  const startedAtMs = now();
  let painted = "";
  let closed = false;

  const repaint = (): void => {
    if (closed || tally.takes === 0) return;
    const line = statusLine(tally, { style: words.style, elapsedMs: now() - startedAtMs, columns: output.columns });
    if (line === painted) return;
    output.write(`${clearLine}${line}`);
    painted = line;
  };

  const erase = (): void => {
    if (painted !== "") output.write(clearLine);
    painted = "";
  };

  return {
    onEvent: (event) => {
      tally.add(event);
      const line = eventLine(event, words);
      if (line !== undefined) {
        erase();
        output.write(`${toOneLine(line)}\n`);
      }
      repaint();
    },
    repaint,
    close: () => {
      erase();
      closed = true;
    },
  };
}

const barWidth = 24;
const phases = [text("submitting"), text("queued"), text("running"), text("downloading")] as const;

function statusLine(
  tally: Tally,
  { style, elapsedMs, columns }: { readonly style: Style; readonly elapsedMs: number; readonly columns: number },
): string {
  const ended = tally.in("done") + tally.in("held");
  const filled = Math.round((ended / tally.takes) * barWidth);
  const facts = [
    say`${ended} of ${tally.takes}`,
    ...phases.filter((phase) => tally.in(phase) > 0).map((phase) => translate(`${tally.in(phase)} ${phase}`)),
    ...[...tally.pauses].map(([provider, cause]) => toOneLine(say`${provider} paused: ${translate(cause)}`)),
    formatElapsed(elapsedMs),
  ].join(" · ");
  // The last column stays free: writing into it would wrap the line on some terminals.
  const room = columns - 1;
  if (stringWidth(facts) + barWidth + 1 > room) return stringWidth(facts) > room ? "" : facts;
  return `${style("green", "━".repeat(filled))}${style("dim", "─".repeat(barWidth - filled))} ${facts}`;
}
