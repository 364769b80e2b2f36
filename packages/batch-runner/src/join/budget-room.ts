import type { Money, Plan } from "@shotlist/core";
import { budgetKeyOf } from "../money/budget-key.ts";
import { fromMicros, toMicros } from "../money/micros.ts";
import type { State } from "../state/state.ts";

/**
 * What the storyboards' own budgets leave for a run of the plans, in units of their currency: each budget less what the ledger has
 * counted towards it. Absent for a currency in which one of the plans has no budget, since nothing limits that one. Reads only.
 */
export async function budgetRoom(plans: readonly Plan[], state: State | undefined): Promise<readonly Money[]> {
  const left = new Map<string, Money>();
  for (const { storyboard, budget } of plans) {
    if (budget === undefined) return [];
    const key = budgetKeyOf(storyboard);
    const { spent = [] } = (await state?.ledger.spending(key)) ?? {};
    const counted = spent.find(({ currency }) => currency === budget.currency)?.micros ?? 0;
    // Drafts and clips of a storyboard share its budget.
    left.set(key, { amount: fromMicros(Math.max(0, toMicros(budget.amount) - counted)), currency: budget.currency });
  }
  const rooms = [...left.values()];
  const [first] = rooms;
  if (first === undefined || rooms.some(({ currency }) => currency !== first.currency)) return [];
  return [
    { amount: fromMicros(rooms.reduce((sum, { amount }) => sum + toMicros(amount), 0)), currency: first.currency },
  ];
}
