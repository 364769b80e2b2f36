import { faultOfReview } from "@shotlist/schema/state";
import { usageError } from "../world/errors.ts";

/** The option by which a decision says why. */
export const noteOption = { value: "TEXT", description: "Reason, saved in the lock file" } as const;

/** The note of a decision. Refuses one that no lock file could hold. */
export function readNote(note: string | undefined): { readonly note?: string } {
  if (note === undefined) return {};
  const fault = faultOfReview({ use: { at: 0, note }, verdicts: [] });
  if (fault !== undefined) throw usageError("--note takes up to 2,000 characters of plain text");
  return { note };
}
