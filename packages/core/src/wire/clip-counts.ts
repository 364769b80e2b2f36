import type { BilledCount, Task } from "./codec.ts";
import { amountOf, countOf, firstOf, valueAt } from "./read-json.ts";
import { present } from "@shotlist/schema";

/** Past these, a number says nothing of one clip: the largest documented one has three million tokens and 25 seconds. */
const mostTokens = 1_000_000_000;
const mostSeconds = 86_400;

type Usage = NonNullable<Extract<Task, { status: "succeeded" }>["usage"]>;

interface ClipCounts {
  readonly usage?: Usage;
  readonly durationSeconds?: number;
  /** What the answer says something of that is not a number, or one beyond reason. */
  readonly unreadable?: readonly BilledCount[];
}

/** Reads what a clip is billed by, at the first of the places that holds it. Nothing, `null` and 0 are not reported. */
export function readClipCounts({
  usages = [],
  seconds = [],
}: {
  readonly usages?: readonly unknown[];
  readonly seconds?: readonly unknown[];
}): ClipCounts {
  const usage = firstOf(...usages.map(usageOf));
  const durationSeconds = firstOf(...seconds.map((value) => amountOf(value, mostSeconds) || undefined));
  const unreadable: readonly BilledCount[] = [
    ...(usage === undefined && usages.some(saysTokens) ? (["completionTokens"] as const) : []),
    ...(durationSeconds === undefined && seconds.some(saysSeconds) ? (["durationSeconds"] as const) : []),
  ];
  return present({ usage, durationSeconds, unreadable: unreadable.length === 0 ? undefined : unreadable });
}

function usageOf(usage: unknown): Usage | undefined {
  const totalTokens = countOf(valueAt(usage, "total_tokens"), mostTokens) || undefined;
  // A clip has hardly any prompt tokens: where the total is all there is, it bills a little too much, never too little.
  const completionTokens = countOf(valueAt(usage, "completion_tokens"), mostTokens) || totalTokens;
  return completionTokens === undefined ? undefined : { completionTokens, ...present({ totalTokens }) };
}

function saysTokens(usage: unknown): boolean {
  if (typeof usage !== "object" || usage === null) return says(usage);
  return says(valueAt(usage, "completion_tokens")) || says(valueAt(usage, "total_tokens"));
}

/** A length of -1 is the request's own word for "the model decides". */
function saysSeconds(value: unknown): boolean {
  return says(value) && Number(value) !== -1;
}

function says(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  return typeof value === "string" ? value.trim() !== "" && Number(value) !== 0 : value !== 0;
}
