import type { RunEvent, TakeStatus } from "@shotlist/batch-runner";

/** The phase of a take, as far as progress distinguishes them. */
type Phase = "submitting" | "queued" | "running" | "downloading" | "done" | "failed" | "held";

/** Counts of a running run. */
export interface Tally {
  add(event: RunEvent): void;
  readonly takes: number;
  /** How many takes are in a phase. */
  in(phase: Phase): number;
  /** How many takes have ended, one way or another. */
  readonly ended: number;
  /** Why providers are paused at the moment, by provider. */
  readonly pauses: ReadonlyMap<string, string>;
}

/** Counts the takes of a run by phase, in constant time per event. */
export function createTally(): Tally {
  const phaseOf = new Map<string, Phase>();
  const counts = new Map<Phase, number>();
  const pauses = new Map<string, string>();
  let takes = 0;

  const inPhase = (phase: Phase): number => counts.get(phase) ?? 0;
  const move = (take: string, phase: Phase): void => {
    const before = phaseOf.get(take);
    if (before !== undefined) counts.set(before, (counts.get(before) ?? 0) - 1);
    phaseOf.set(take, phase);
    counts.set(phase, (counts.get(phase) ?? 0) + 1);
  };

  return {
    add: (event) => {
      if (event.type === "run-started") takes += event.takes;
      else if (event.type === "paused") pauses.set(event.provider, event.cause);
      else if (event.type === "resumed") pauses.delete(event.provider);
      const phase = phaseAfter(event);
      if (phase !== undefined && "take" in event) move(`${event.storyboard}/${event.take}`, phase);
    },
    get takes() {
      return takes;
    },
    in: inPhase,
    get ended() {
      return inPhase("done") + inPhase("failed") + inPhase("held");
    },
    pauses,
  };
}

const finishedPhases: { readonly [status in TakeStatus]?: Phase } = {
  succeeded: "done",
  cached: "done",
  failed: "failed",
  blocked: "failed",
  cancelled: "failed",
};

function phaseAfter(event: RunEvent): Phase | undefined {
  switch (event.type) {
    case "take-planned":
      return event.action === "cached" ? "done" : undefined;
    case "submitting":
      return "submitting";
    case "submitted":
    case "adopted":
      return "queued";
    case "progress":
      return event.status;
    case "succeeded":
      return "downloading";
    case "downloaded":
      return "done";
    case "failed":
      return "failed";
    case "uncertain":
    case "lost":
    case "detached":
      return "held";
    case "take-finished":
      return finishedPhases[event.status] ?? "held";
    case "uploading":
    case "uploaded":
    case "run-started":
    case "paused":
    case "resumed":
    case "slowed":
    case "polls-paused":
    case "warning":
    case "run-finished":
      return undefined;
    default:
      return event satisfies never;
  }
}
