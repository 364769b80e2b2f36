import { isToSubmit, type JoinedTake } from "./joined-take.ts";
import { assertOptions } from "@shotlist/schema";
import type { DraftStanding } from "./draft-standing.ts";

interface PermittedOptions {
  readonly standings: ReadonlyMap<string, DraftStanding>;
  /** Whether clips whose bytes are gone are bought again. Default: no. */
  readonly rebuy?: boolean;
}

/**
 * Of the takes in their order, those that a run for finals is about: what is approved, and what costs nothing since it is paid for
 * already. One that needs a take which is not bought is not bought either.
 */
export function permittedAmong(joined: readonly JoinedTake[], options: PermittedOptions): readonly JoinedTake[] {
  assertOptions("permittedAmong", options, { standings: "object", rebuy: "flag" });
  const { standings, rebuy = false } = options;
  const barred = new Set<string>();
  return joined.filter(({ take, own }) => {
    const isBought = isToSubmit(own) || (rebuy && own === "missing");
    const isApproved = standings.get(`${take.storyboard}/${take.id}`)?.approval === "approved";
    const needsBarred = take.dependsOn.some((id) => barred.has(`${take.storyboard}/${id}`));
    if (!isBought || (isApproved && !needsBarred)) return true;
    barred.add(`${take.storyboard}/${take.id}`);
    return false;
  });
}
