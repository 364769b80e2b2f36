import type { Estimate } from "@shotlist/core";
import type { Rate } from "./rate.ts";

/** The largest clip that a model makes. */
export interface LargestClip {
  readonly seconds: number;
  /** By the documented count, media that are watched included. */
  readonly tokens?: number;
}

/** What a clip costs at most where the vendor's count of it cannot be read: never less than its quote. */
export function worstOf(rate: Rate, estimate: Estimate, largest: LargestClip | undefined): number {
  return Math.max(rate.per === "clip" ? rate.amount : 0, quoted(estimate), atLargest(rate, largest));
}

function quoted(estimate: Estimate): number {
  switch (estimate.kind) {
    case "exact":
      return estimate.amount;
    case "range":
      return estimate.max;
    case "unknown":
      return 0;
    default:
      throw new Error(`no such estimate: ${JSON.stringify(estimate satisfies never)}`);
  }
}

function atLargest({ per, amount }: Rate, largest: LargestClip | undefined): number {
  if (largest === undefined) return 0;
  switch (per) {
    case "clip":
      return amount;
    case "second":
      return amount * largest.seconds;
    case "million_tokens":
      return (amount * (largest.tokens ?? 0)) / 1_000_000;
    default:
      throw new Error(`no such rate: ${String(per satisfies never)}`);
  }
}
