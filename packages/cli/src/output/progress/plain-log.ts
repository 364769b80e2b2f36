import type { Output } from "../../world/world.ts";
import { say, translate } from "../../text/say.ts";
import { toOneLine } from "../plain-text.ts";
import { formatElapsed } from "../units.ts";
import { isTrouble, plainLine, type EventWords } from "./event-line.ts";
import type { Progress } from "./progress.ts";
import { createTally } from "./tally.ts";

/** Up to so many takes, every step leaves a line. */
const shortRun = 100;
/** Of a longer run so many troubles leave a line, and so many lines tell how far it is. */
const shownTroubles = 50;
const milestones = 50;

interface PlainOptions extends EventWords {
  /** Real time in milliseconds. */
  readonly now: () => number;
}

/** Lines for logs and pipes, each with the time and how many takes have ended; a long run does not flood a log. */
export function createPlainLog(output: Output, { now, ...words }: PlainOptions): Progress {
  const tally = createTally();
  const startedAtMs = now();
  let troubles = 0;
  let shown = 0;

  const write = (text: string): void => {
    output.write(`[${formatElapsed(now() - startedAtMs)} ${tally.ended}/${tally.takes}] ${toOneLine(text)}\n`);
  };

  return {
    onEvent: (event) => {
      tally.add(event);
      const line = plainLine(event, words);
      if (isTrouble(event)) {
        troubles += 1;
        if (line !== undefined && (tally.takes <= shortRun || troubles <= shownTroubles)) write(line);
        if (tally.takes > shortRun && troubles === shownTroubles) write(say`The report at the end has the others.`);
      } else if (line !== undefined && tally.takes <= shortRun) write(line);
      if (tally.takes <= shortRun) return;
      const reached = Math.floor((tally.ended / tally.takes) * milestones);
      if (reached <= shown) return;
      shown = reached;
      // What was here before is counted, and not shown as progress.
      if (event.type === "take-planned") return;
      const failed = tally.in("failed");
      const running = translate(`${tally.in("running")} running`);
      write(failed === 0 ? running : say`${running}, ${failed} failed`);
    },
    repaint: () => undefined,
    close: () => undefined,
  };
}
