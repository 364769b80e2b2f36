import type { Attempt, TakeRecord, Version } from "./ledger.ts";

/** One line of an exported ledger. Records of two exports can be joined line by line: see `importRecords`. */
export type LedgerRecord =
  | { readonly type: "attempt"; readonly version: 1; readonly attempt: Attempt }
  | { readonly type: "take"; readonly version: 1; readonly take: TakeRecord }
  | { readonly type: "clip"; readonly version: 1; readonly clip: Version };

/** How much is known of an attempt: of two accounts of it, the one that knows more counts. */
const knowledge: Readonly<Record<Attempt["state"]["name"], number>> = {
  planned: 0,
  submitting: 1,
  uncertain: 2,
  submitted: 3,
  adopted: 3,
  queued: 4,
  running: 5,
  lost: 6,
  succeeded: 7,
  failed: 8,
  expired: 8,
  cancelled: 8,
  abandoned: 9,
  downloaded: 10,
  resubmitted: 11,
};

/** Whether `one` tells more of the same attempt than `other`. */
export function knowsMore(one: Attempt, other: Attempt): boolean {
  // A release is the one way back; whoever knows of more of them is later.
  const releases = (one.released?.length ?? 0) - (other.released?.length ?? 0);
  if (releases !== 0) return releases > 0;
  const difference = knowledge[one.state.name] - knowledge[other.state.name];
  return difference === 0 ? one.updatedAt > other.updatedAt : difference > 0;
}

/** Which of two attempts of one digest stays the one that counts: the better known, then the older one. */
export function outranks(one: Attempt, other: Attempt): boolean {
  const difference = worth(one) - worth(other);
  if (difference !== 0) return difference > 0;
  return one.createdAt === other.createdAt ? one.id < other.id : one.createdAt < other.createdAt;
}

/** A clip is worth most, a running task more than a failure, a failure more than nothing. */
function worth({ state }: Attempt): number {
  if (state.name === "downloaded") return 3;
  if (["failed", "expired", "cancelled", "abandoned"].includes(state.name)) return 1;
  return state.name === "planned" ? 0 : 2;
}
