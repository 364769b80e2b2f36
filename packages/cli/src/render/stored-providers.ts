import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Attempt, JoinedTake } from "@shotlist/batch-runner";
import type { Plan, ResolvedProvider } from "@shotlist/core";
import { withStateToRead } from "../state/existing-states.ts";
import { splitByRealmClass } from "../state/realm-class.ts";

/** States in which a render asks the vendor about an attempt, whatever the storyboard says today. */
const askedAbout: ReadonlySet<string> = new Set([
  "submitting",
  "uncertain",
  "submitted",
  "adopted",
  "queued",
  "running",
  "succeeded",
]);

/** The endpoints that the ledger has for what a render goes on with: a storyboard may have other ones by now. */
export async function storedProviders(
  plans: readonly Plan[],
  joined: readonly JoinedTake[],
  stateFolder: string,
): Promise<readonly ResolvedProvider[]> {
  const storyboards = new Set(plans.map(({ storyboard }) => storyboard));
  const missing = new Set(joined.flatMap(({ action, attemptId }) => (action === "missing" ? (attemptId ?? []) : [])));
  const isAsked = ({ id, state, takes }: Attempt): boolean =>
    missing.has(id) || (askedAbout.has(state.name) && takes.some(({ storyboard }) => storyboards.has(storyboard)));
  const found: ResolvedProvider[] = [];
  for (const realmClass of splitByRealmClass(plans).keys()) {
    if (!existsSync(join(stateFolder, realmClass))) continue;
    const attempts = await withStateToRead(stateFolder, realmClass, ({ ledger }) => ledger.attempts());
    found.push(...attempts.filter(isAsked).map(({ provider }) => provider));
  }
  return found;
}
