import type { RunEvent, TakeError } from "@shotlist/batch-runner";
import type { Style } from "../style.ts";
import { formatBytes } from "../units.ts";
import { say, translate } from "../../text/say.ts";

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
      return `${style("red", "✗")} ${takeName(event, words)}  ${say`failed: ${reason(event.error)}`}`;
    case "uncertain":
      return `${style("yellow", "?")} ${takeName(event, words)}  ${say`uncertain: ${reason(event.error)}`}`;
    case "lost":
      return `${style("yellow", "?")} ${takeName(event, words)}  ${say`lost: the vendor no longer knows task ${event.taskId}`}`;
    case "detached":
      return `${style("yellow", "…")} ${takeName(event, words)}  ${say`still running: ${reason(event.error)}`}`;
    case "adopted":
      return `${style("green", "=")} ${takeName(event, words)}  ${say`found again as task ${event.taskId}`}`;
    case "paused":
      return `${style("yellow", "‖")} ${event.provider}  ${pauseWords(event)}`;
    case "polls-paused":
      return `${style("yellow", "‖")} ${event.provider}  ${say`asks about tasks again in ${secondsUntil(event)} s: ${translate(event.cause)}`}`;
    case "slowed":
      return `${style("yellow", "‖")} ${event.provider}  ${say`at most ${event.places} of ${event.of} tasks at once: ${translate(event.cause)}`}`;
    case "warning":
      return `${style("yellow", "!")} ${warningSubject(event, words)}${translate(event.message)}`;
    case "run-started":
    case "take-planned":
    case "uploading":
    case "uploaded":
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

/** Whether an event is one that somebody may want to look into. */
export function isTrouble({ type }: RunEvent): boolean {
  return ["failed", "uncertain", "lost", "detached", "warning"].includes(type);
}

/** Like `eventLine`, with the steps between that a terminal shows in its moving line. */
export function plainLine(event: RunEvent, words: EventWords): string | undefined {
  if (event.type === "submitted") {
    return `· ${takeName(event, words)}  ${event.resumed ? say`collects task ${event.taskId}` : say`submitted as task ${event.taskId}`}`;
  }
  if (event.type === "uploaded" && !event.reused) {
    return `· ${takeName(event, words)}  ${say`uploaded ${event.path}`}  ${words.style("dim", formatBytes(event.bytes))}`;
  }
  return eventLine(event, words);
}

function pauseWords({ at, untilMs, cause }: Extract<RunEvent, { type: "paused" }>): string {
  if (untilMs === undefined) return say`paused: ${translate(cause)}`;
  return say`paused for ${secondsUntil({ at, untilMs })} s: ${translate(cause)}`;
}

function secondsUntil({ at, untilMs }: { readonly at: number; readonly untilMs: number }): number {
  return Math.max(1, Math.round((untilMs - at) / 1000));
}

function takeName({ storyboard, take }: { storyboard: string; take: string }, { manyStoryboards }: EventWords): string {
  return manyStoryboards ? `${storyboard}/${take}` : take;
}

function reason({ message, vendorCode }: TakeError): string {
  return vendorCode === undefined ? translate(message) : `${translate(message)} (${vendorCode})`;
}

function warningSubject(event: Extract<RunEvent, { type: "warning" }>, words: EventWords): string {
  const { storyboard, take, provider } = event;
  if (storyboard !== undefined && take !== undefined) return `${takeName({ storyboard, take }, words)}  `;
  return provider === undefined ? "" : `${provider}  `;
}
