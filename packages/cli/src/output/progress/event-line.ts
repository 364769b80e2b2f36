import type { RunEvent, TakeError } from "@shotlist/batch-runner";
import type { Style } from "../style.ts";
import { formatBytes } from "../units.ts";

/** How events are put into words. */
export interface EventWords {
  readonly style: Style;
  /** Whether takes are named with their storyboard. */
  readonly manyStoryboards: boolean;
}

/** The line that stays on the screen for an event, if the event is worth one. */
export function eventLine(event: RunEvent, words: EventWords): string | undefined {
  const { style } = words;
  switch (event.type) {
    case "downloaded":
      return `${style("green", "✓")} ${takeName(event, words)}  ${style("dim", formatBytes(event.bytes))}`;
    case "failed":
      return `${style("red", "✗")} ${takeName(event, words)}  failed: ${reason(event.error)}`;
    case "uncertain":
      return `${style("yellow", "?")} ${takeName(event, words)}  uncertain: ${reason(event.error)}`;
    case "lost":
      return `${style("yellow", "?")} ${takeName(event, words)}  lost: the vendor no longer knows task ${event.taskId}`;
    case "detached":
      return `${style("yellow", "…")} ${takeName(event, words)}  still running: ${reason(event.error)}`;
    case "adopted":
      return `${style("green", "=")} ${takeName(event, words)}  found again as task ${event.taskId}`;
    case "paused":
      return `${style("yellow", "‖")} ${event.provider}  paused${pauseLength(event)}: ${event.cause}`;
    case "warning":
      return `${style("yellow", "!")} ${warningSubject(event, words)}${event.message}`;
    case "run-started":
    case "take-planned":
    case "submitting":
    case "submitted":
    case "progress":
    case "succeeded":
    case "take-finished":
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
    return `· ${takeName(event, words)}  ${event.resumed ? "collects task" : "submitted as task"} ${event.taskId}`;
  }
  return eventLine(event, words);
}

function pauseLength({ at, untilMs }: Extract<RunEvent, { type: "paused" }>): string {
  return untilMs === undefined ? "" : ` for ${Math.max(1, Math.round((untilMs - at) / 1000))} s`;
}

function takeName({ storyboard, take }: { storyboard: string; take: string }, { manyStoryboards }: EventWords): string {
  return manyStoryboards ? `${storyboard}/${take}` : take;
}

function reason({ message, vendorCode }: TakeError): string {
  return vendorCode === undefined ? message : `${message} (${vendorCode})`;
}

function warningSubject(event: Extract<RunEvent, { type: "warning" }>, words: EventWords): string {
  const { storyboard, take, provider } = event;
  if (storyboard !== undefined && take !== undefined) return `${takeName({ storyboard, take }, words)}  `;
  return provider === undefined ? "" : `${provider}  `;
}
