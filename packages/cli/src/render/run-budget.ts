import { existsSync } from "node:fs";
import { join } from "node:path";
import { budgetRoom } from "@shotlist/batch-runner";
import type { Money, Plan } from "@shotlist/core";
import type { Owner } from "../owner/owner.ts";
import { lowestBudgets, withOwnerBudgets } from "../owner/owner-budgets.ts";
import { splitByRealmClass } from "../state/realm-class.ts";
import { withStateToRead } from "../state/existing-states.ts";

interface Limits {
  /** Those of the command line. */
  readonly budget: readonly Money[];
  readonly owner: Owner;
  readonly stateFolder: string;
}

/**
 * What a run may spend, whoever said so: the command line, the owner, or the storyboards' `budget:`, of which earlier runs have
 * used some. One amount for each currency; empty where nothing limits it. To be shown: the runner holds each limit itself.
 */
export async function runBudget(
  plans: readonly Plan[],
  { budget, owner, stateFolder }: Limits,
): Promise<readonly Money[]> {
  const groups = [...splitByRealmClass(plans)];
  const [[realmClass, group] = []] = groups;
  // Two kinds of money have two ledgers: what the storyboards leave cannot be added up.
  if (realmClass === undefined || group === undefined || groups.length > 1) return budget;
  const room = existsSync(join(stateFolder, realmClass))
    ? await withStateToRead(stateFolder, realmClass, (state) => budgetRoom(group, state))
    : await budgetRoom(group, undefined);
  return lowestBudgets([...(realmClass === "live" ? withOwnerBudgets(budget, owner) : budget), ...room]);
}
