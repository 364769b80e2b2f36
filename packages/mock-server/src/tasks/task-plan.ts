import type { Fact, FormatFacts, Provenance } from "@shotlist/schema";
import type { SeededRandom } from "../random/seeded-random.ts";
import type { RequestedClip } from "../vendor/requested-clip.ts";
import type { Ending, Pace } from "../vendor/task.ts";

/** How tasks progress. Seconds are virtual; a pair is drawn from evenly, under the seed. */
export type Progress =
  | {
      readonly mode: "time";
      readonly queuedSeconds?: SecondsRange;
      readonly runningSeconds?: SecondsRange;
      /** Unfinished polls that a caller sees at least; 2 when absent. */
      readonly minimumPolls?: number;
    }
  /** Unfinished for exactly this many polls. */
  | { readonly mode: "polls"; readonly polls: number }
  | { readonly mode: "immediate" }
  /** Moves only when `mock.step(taskId)` is called. */
  | { readonly mode: "manual" };

export type SecondsRange = number | readonly [minimum: number, maximum: number];

const assumed: Provenance = { grade: "assumed" };

/** How long tasks take by default: within the 30 to 120 s that documents and public sources speak of. */
export const usualTimes: Readonly<Record<"queuedSeconds" | "runningSeconds" | "minimumPolls", Fact<SecondsRange>>> = {
  queuedSeconds: { value: [3, 10], provenance: assumed },
  runningSeconds: { value: [27, 80], provenance: assumed },
  minimumPolls: { value: 2, provenance: assumed },
};

/** Decides when a task will start and end. */
export function planPace(progress: Progress, createdAtMs: number, random: SeededRandom): Pace {
  switch (progress.mode) {
    case "manual":
    case "polls":
      return progress;
    case "immediate":
      return { mode: "time", startsAtMs: createdAtMs, endsAtMs: createdAtMs, minimumPolls: 0 };
    case "time": {
      const startsAtMs = createdAtMs + drawMs(progress.queuedSeconds ?? usualTimes.queuedSeconds.value, random);
      const endsAtMs = startsAtMs + drawMs(progress.runningSeconds ?? usualTimes.runningSeconds.value, random);
      return { mode: "time", startsAtMs, endsAtMs, minimumPolls: progress.minimumPolls ?? 2 };
    }
    default:
      return progress satisfies never;
  }
}

/** A task that its vendor would give up before it ends expires at that time instead, or hangs where there is no such status. */
export function planExpiry(
  facts: FormatFacts,
  {
    requested,
    createdAtMs,
    pace,
    ending,
  }: {
    readonly requested: RequestedClip;
    readonly createdAtMs: number;
    readonly pace: Pace;
    readonly ending: Ending;
  },
): { readonly pace: Pace; readonly ending: Ending } {
  const { expiresAfterSeconds } = requested;
  if (expiresAfterSeconds === undefined || pace.mode !== "time") return { pace, ending };
  const givenUpAtMs = createdAtMs + expiresAfterSeconds * 1000;
  if (givenUpAtMs >= pace.endsAtMs) return { pace, ending };
  return {
    pace: { ...pace, startsAtMs: Math.min(pace.startsAtMs, givenUpAtMs), endsAtMs: givenUpAtMs },
    ending: { status: hasStatus(facts, "expired") ? "expired" : "never" },
  };
}

/** Whether the format has a word for this status. */
export function hasStatus(facts: FormatFacts, canonical: string): boolean {
  return facts.statuses.some((status) => status.canonical === canonical);
}

function drawMs(range: SecondsRange, random: SeededRandom): number {
  const [minimum, maximum] = typeof range === "number" ? [range, range] : range;
  return random.integer(Math.round(minimum * 1000), Math.round(maximum * 1000));
}
