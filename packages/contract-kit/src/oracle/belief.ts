import { factsOf } from "@shotlist/schema";
import type { CanonicalStatus, FormatRef } from "@shotlist/schema";

/** What a task may be: a status, or removed from the endpoint's records. */
export type PossibleState = CanonicalStatus | "removed";

/** Everything that may be true of a task, as far as anyone outside can know. */
export interface Belief {
  readonly possible: ReadonlySet<PossibleState>;
  /** A cancel was granted, and nothing was seen since. */
  readonly isCancelGranted?: boolean;
  /** The last status that was seen. */
  readonly seen?: CanonicalStatus;
  /** When an ended task was first seen to have ended. */
  readonly endSeenAtMs?: number;
  readonly progress?: number;
  readonly createdAt?: number;
  readonly updatedAt?: number;
}

const ended: ReadonlySet<PossibleState> = new Set(["succeeded", "failed", "expired", "cancelled", "removed"]);

/** Whether nothing more happens to a task by itself. */
export function isEnded(state: PossibleState): boolean {
  return ended.has(state);
}

/** The status that a wire word stands for; undefined for a word that the format does not have. */
export function canonicalOf(format: FormatRef, word: unknown): CanonicalStatus | undefined {
  return factsOf(format).statuses.find((status) => status.word === word)?.canonical;
}

/** A task right after its submit was accepted: waiting, or already further. */
export function newBelief(format: FormatRef): Belief {
  return { possible: reachable(format, new Set<PossibleState>(["queued"])) };
}

/** Where a task may have got to from any of these states: polls may skip what lies between, and others may cancel. */
export function reachable(format: FormatRef, from: ReadonlySet<PossibleState>): ReadonlySet<PossibleState> {
  const found = new Set(from);
  const edges = edgesOf(format);
  // A set that grows while it is walked: each new member is visited in turn.
  for (const state of found) {
    for (const edge of edges) {
      if (edge.from === state) found.add(edge.to);
    }
  }
  return found;
}

/** Statuses in which the format lets a task be cancelled. */
export function cancellable(format: FormatRef): ReadonlySet<PossibleState> {
  return new Set(
    edgesOf(format)
      .filter(({ to }) => to === "cancelled")
      .map(({ from }) => from),
  );
}

interface Edge {
  readonly from: CanonicalStatus;
  readonly to: CanonicalStatus;
}

function edgesOf(format: FormatRef): readonly Edge[] {
  return factsOf(format).lifecycle.flatMap(({ from, to }) => {
    const [start, end] = [canonicalOf(format, from), canonicalOf(format, to)];
    return start === undefined || end === undefined || start === end ? [] : [{ from: start, to: end }];
  });
}
