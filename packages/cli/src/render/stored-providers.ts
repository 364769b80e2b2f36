import { isOpen, lockedProviders, traits, type Attempt, type JoinedTake } from "@shotlist/batch-runner";
import type { Plan, ResolvedProvider } from "@shotlist/core";
import { withStateToRead } from "../state/existing-states.ts";
import { hasLedger } from "../state/open-state-at.ts";
import { lockFilesIn } from "../state/lock-files.ts";
import { splitByRealmClass } from "../state/realm-class.ts";
import type { StatePlace } from "../state/state-folder.ts";

/** Whether a render asks the vendor about an attempt, whatever the storyboard says today. */
function isAskedAbout({ state }: Attempt): boolean {
  const own = traits[state.name];
  return own.at === "sending" || own.at === "unknown" || isOpen(own);
}

/** The endpoints that ledger and lock files have for what a render continues: a storyboard may have other ones by now. */
export async function storedProviders(
  plans: readonly Plan[],
  joined: readonly JoinedTake[],
  { stateFolder, cwd }: StatePlace,
): Promise<readonly ResolvedProvider[]> {
  const storyboards = new Set(plans.map(({ storyboard }) => storyboard));
  const missing = new Set(joined.flatMap(({ action, attemptId }) => (action === "missing" ? (attemptId ?? []) : [])));
  const isAsked = (attempt: Attempt): boolean =>
    missing.has(attempt.id) ||
    (isAskedAbout(attempt) && attempt.takes.some(({ storyboard }) => storyboards.has(storyboard)));
  const found: ResolvedProvider[] = [];
  const files = lockFilesIn(cwd);
  for (const [realmClass, group] of splitByRealmClass(plans)) {
    const attempts = (await hasLedger(stateFolder, realmClass))
      ? await withStateToRead(stateFolder, realmClass, ({ ledger }) => ledger.attempts())
      : [];
    found.push(...attempts.filter(isAsked).map(({ provider }) => provider));
    if (realmClass === "live") found.push(...(await lockedProviders(group, { files, attempts })));
  }
  return found;
}
