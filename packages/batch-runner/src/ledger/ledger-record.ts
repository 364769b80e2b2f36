import { traits, type AttemptStateName } from "../lifecycle/state.ts";
import type { TakeRecord, Version } from "./take-record.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { Upload } from "./upload.ts";

/** One line of an exported ledger. Records of two exports can be joined line by line: see `importRecords`. */
export type LedgerRecord =
  | { readonly type: "attempt"; readonly version: 1; readonly attempt: Attempt }
  | { readonly type: "take"; readonly version: 1; readonly take: TakeRecord }
  | { readonly type: "clip"; readonly version: 1; readonly clip: Version }
  | { readonly type: "upload"; readonly version: 1; readonly upload: Upload };

/** Whether `one` knows more of the same attempt than `other`. */
export function knowsMore(one: Attempt, other: Attempt): boolean {
  // A release is the one way back; whoever knows of more of them is later.
  const releases = (one.released?.length ?? 0) - (other.released?.length ?? 0);
  if (releases !== 0) return releases > 0;
  const difference = traits[one.state.name].worth - traits[other.state.name].worth;
  return difference === 0 ? one.updatedAt > other.updatedAt : difference > 0;
}

/** Which of two attempts of one digest stays the one that counts: the better known, then the older one. */
export function outranks(one: Attempt, other: Attempt): boolean {
  const difference = rankOf(one) - rankOf(other);
  if (difference !== 0) return difference > 0;
  return one.createdAt === other.createdAt ? one.id < other.id : one.createdAt < other.createdAt;
}

/** A clip is worth most, a running task more than a failure, a failure more than nothing. */
function rankOf({ state }: Attempt): number {
  const own = traits[state.name];
  if (own.at === "store") return 3;
  return own.paid ? 2 : Number(own.ended);
}

/** Whether an attempt was sent and still counts for its digest. */
export function stands(name: AttemptStateName): boolean {
  return name !== "planned" && name !== "resubmitted";
}
