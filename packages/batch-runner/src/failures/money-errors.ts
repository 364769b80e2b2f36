import { RunnerError } from "./runner-error.ts";

/** A budget cannot be guaranteed because a take has no price in its currency. */
export class UnpricedTakeError extends RunnerError {
  override readonly name = "UnpricedTakeError";
  readonly code = "budget_needs_price";
  readonly take: string;
  constructor({ take, provider, currency }: { take: string; provider: string; currency: string }) {
    super(`Take ${take} has no price in ${currency}, so the budget cannot be guaranteed`, {
      hint: `Set providers.${provider}.price in ${currency}, or limit the number of tasks instead of a budget.`,
      way: "price-or-tasks",
    });
    this.take = take;
  }
}

/** A price or a budget that is out of range. */
export class AmountError extends RunnerError {
  override readonly name = "AmountError";
  readonly code = "amount_unusable";
  constructor(amount: number) {
    super(`${amount} is outside the range of amounts`, {
      hint: "Use amounts from 0 to 1,000,000,000 in prices, budgets and caps.",
    });
  }
}

/** A plan, a ledger or an export of another realm. */
export class RealmMismatchError extends RunnerError {
  override readonly name = "RealmMismatchError";
  readonly code = "realm_mismatch";
  constructor(message: string) {
    super(message, { hint: "Use separate state and separate runs for mock, local and live." });
  }
}
