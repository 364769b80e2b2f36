import type { RunEvent, TakeStatus } from "@shotlist/batch-runner";
import type { Style } from "../style.ts";

/** How events are put into words. */
export interface EventWords {
  readonly style: Style;
  /** Shortens an absolute path for the reader. */
  readonly showPath: (path: string) => string;
  /** Whether takes are named with their storyboard. */
  readonly manyStoryboards: boolean;
}

type FinishedEvent = Extract<RunEvent, { type: "take-finished" }>;

const marks: { readonly [status in TakeStatus]: readonly ["green" | "red" | "yellow" | "dim", string] } = {
  succeeded: ["green", "✓"],
  cached: ["dim", "✓"],
  failed: ["red", "✗"],
  blocked: ["red", "✗"],
  cancelled: ["red", "✗"],
  uncertain: ["yellow", "?"],
  lost: ["yellow", "?"],
  missing: ["yellow", "?"],
  detached: ["yellow", "…"],
  left: ["yellow", "–"],
};

/** The line that stays on the screen for an event, if the event is worth one. */
export function eventLine(event: RunEvent, words: EventWords): string | undefined {
  switch (event.type) {
    case "take-finished":
      return event.status === "cached" ? undefined : finishedLine(event, words);
    case "adopted":
      return `${words.style("green", "=")} ${takeName(event, words)}  found again as task ${event.taskId}`;
    case "paused":
      return `${words.style("yellow", "‖")} ${event.provider}  waits: ${event.cause}`;
    case "warning":
      return `${words.style("yellow", "!")} ${warningSubject(event, words)}${event.message}`;
    case "run-started":
    case "take-planned":
    case "submitting":
    case "submitted":
    case "progress":
    case "succeeded":
    case "downloaded":
    case "failed":
    case "uncertain":
    case "lost":
    case "detached":
    case "resumed":
    case "run-finished":
      return undefined;
    default:
      return event satisfies never;
  }
}

/** Like `eventLine`, with the steps between that a terminal shows in its moving line. */
export function plainLine(event: RunEvent, words: EventWords): string | undefined {
  if (event.type === "submitted") {
    const verb = event.resumed ? "collects" : "submitted as";
    return `· ${takeName(event, words)}  ${verb} task ${event.taskId}`;
  }
  if (event.type === "resumed") return `· ${event.provider}  goes on`;
  return eventLine(event, words);
}

function takeName({ storyboard, take }: { storyboard: string; take: string }, { manyStoryboards }: EventWords): string {
  return manyStoryboards ? `${storyboard}/${take}` : take;
}

function warningSubject(event: Extract<RunEvent, { type: "warning" }>, words: EventWords): string {
  const { storyboard, take, provider } = event;
  if (storyboard !== undefined && take !== undefined) return `${takeName({ storyboard, take }, words)}  `;
  return provider === undefined ? "" : `${provider}  `;
}

function finishedLine(event: FinishedEvent, words: EventWords): string {
  const [colour, mark] = marks[event.status];
  const head = `${words.style(colour, mark)} ${takeName(event, words)}`;
  if (event.status === "succeeded") {
    return event.file === undefined ? head : `${head}  ${words.style("dim", words.showPath(event.file))}`;
  }
  const why = event.error === undefined ? "" : `: ${event.error.message}`;
  return `${head}  ${event.status}${why}`;
}
