import type { State } from "@shotlist/batch-runner";
import { countOpenParts } from "./orders.ts";

const atVendors: ReadonlySet<string> = new Set([
  "planned",
  "submitting",
  "submitted",
  "adopted",
  "queued",
  "running",
  "succeeded",
]);

/**
 * Whether nobody works on a ledger. A run has a ledger in a file for as long as it takes. With a shared one, idle workers stay:
 * then it counts what they have to do.
 */
export async function isAtRest(state: State, stateFolder: string): Promise<boolean> {
  const { ledger, processes, clock } = state;
  const held = await ledger.holder();
  if (ledger.shared === undefined) return held === undefined || processes.isGone(held.holder, held.beatAt, clock.now());
  if ((await countOpenParts(stateFolder, state.realmClass)) > 0) return false;
  return held === undefined || !(await ledger.attempts()).some(({ state: { name } }) => atVendors.has(name));
}
