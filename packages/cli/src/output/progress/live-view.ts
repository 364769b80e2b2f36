import type { Money } from "@shotlist/core";
import type { Output } from "../../world/world.ts";
import { say, text, translate } from "../../text/say.ts";
import { cut } from "../cut.ts";
import { toOneLine } from "../plain-text.ts";
import { formatElapsed } from "../units.ts";
import { withBar, type BarRoom } from "./bar.ts";
import { eventLine, isTrouble, type EventWords } from "./event-line.ts";
import { createPace } from "./pace.ts";
import { createPainter } from "./painter.ts";
import type { Progress } from "./progress.ts";
import { createRunMoney } from "./run-money.ts";
import { createTally, type Tally } from "./tally.ts";

export interface LiveOptions extends EventWords {
  /** Real time in milliseconds: a mock's clock runs faster. */
  readonly now: () => number;
  /** What the run may spend; absent where no money is real. */
  readonly budget?: readonly Money[];
}

/** Up to so many takes, each one that ends leaves a line; beyond, only troubles do. */
const shortRun = 24;
/** So many troubles leave a line; the report at the end has all of them. */
const shownTroubles = 20;
/** More often, nobody can read it. */
const repaintAfterMs = 100;

/** What a run does, in three lines that stay in their place, below the lines of what has ended. */
export function createLiveView(output: Output, { now, budget, ...words }: LiveOptions): Progress {
  const tally = createTally();
  const pace = createPace();
  const money = createRunMoney(budget ?? []);
  const startedAtMs = now();
  const painter = createPainter(output);
  let paintedAtMs = -Infinity;
  let closed = false;
  let troubles = 0;
  let latest = "";

  const repaint = (): void => {
    if (closed || tally.takes === 0) return;
    const nowMs = now();
    const facts = {
      elapsed: formatElapsed(nowMs - startedAtMs),
      left: pace.msLeft(nowMs),
      rate: pace.clipsPerMinute(nowMs),
      money: budget === undefined ? "" : money.describe(),
      latest,
    };
    const lines = liveLines(tally, facts, { style: words.style, room: output.columns - 1 });
    paintedAtMs = nowMs;
    painter.paint(lines);
  };

  return {
    onEvent: (event) => {
      tally.add(event);
      pace.add(event, now());
      money.add(event);
      const line = eventLine(event, words);
      if (line !== undefined && isTrouble(event)) troubles += 1;
      // In a short run its own line is there already.
      if (line !== undefined && event.type === "downloaded" && tally.takes > shortRun)
        latest = toOneLine(eventLine(event, { ...words, style: unstyled }) ?? "");
      const stays = line !== undefined && (isTrouble(event) ? troubles <= shownTroubles : tally.takes <= shortRun);
      if (stays) {
        painter.erase();
        const more =
          troubles === shownTroubles && isTrouble(event) ? say`  The report at the end has the others.\n` : "";
        output.write(`${toOneLine(line)}\n${more}`);
      }
      if (stays || now() - paintedAtMs >= repaintAfterMs) repaint();
    },
    repaint,
    close: () => {
      painter.erase();
      closed = true;
    },
  };
}

interface Facts {
  readonly elapsed: string;
  /** Milliseconds. */
  readonly left: number | undefined;
  readonly rate: number | undefined;
  readonly money: string;
  readonly latest: string;
}

function unstyled(_format: unknown, words: string): string {
  return words;
}

/** What is cut off first comes last. */
const phases = [text("failed"), text("running"), text("queued"), text("submitting"), text("downloading")] as const;

function liveLines(tally: Tally, facts: Facts, { style, room }: BarRoom): readonly string[] {
  const { ended } = tally;
  const counts = joined([
    say`${ended} of ${tally.takes}`,
    ...phases.filter((phase) => tally.in(phase) > 0).map((phase) => translate(`${tally.in(phase)} ${phase}`)),
  ]);
  const first = withBar(counts, ended / tally.takes, { style, room });
  const second = joined([
    facts.money,
    facts.rate === undefined ? "" : say`${facts.rate.toFixed(facts.rate < 10 ? 1 : 0)} clips/min`,
    facts.left === undefined ? "" : say`about ${roughTime(facts.left)} left`,
    facts.elapsed,
  ]);
  const waits = [...tally.pauses]
    .map(([provider, cause]) => toOneLine(say`${provider} paused: ${translate(cause)}`))
    .join(" · ");
  return [first, cut(second, room), waits === "" ? cut(facts.latest, room) : style("yellow", cut(waits, room))];
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}

/** No more exact than it is known. */
function roughTime(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${Math.ceil(seconds / 5) * 5} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
