import { RunnerError } from "./runner-error.ts";

interface UnpricedOptions {
  readonly take: string;
  readonly provider: string;
  readonly currency: string;
  /** Whether it is the take's uploads that have none. */
  readonly ofUploads?: boolean;
}

/** A budget cannot be guaranteed because a take, or its uploads, have no price in its currency. */
export class UnpricedTakeError extends RunnerError {
  override readonly name = "UnpricedTakeError";
  readonly code = "budget_needs_price";
  readonly take: string;
  constructor({ take, provider, currency, ofUploads = false }: UnpricedOptions) {
    const message = ofUploads
      ? `The uploads of take ${take} have no price in ${currency}, so the budget cannot be guaranteed`
      : `Take ${take} has no price in ${currency}, so the budget cannot be guaranteed`;
    const hint = ofUploads
      ? `Set providers.${provider}.uploads.price in ${currency}, or limit the number of tasks instead of a budget.`
      : `Set providers.${provider}.price in ${currency}, or limit the number of tasks instead of a budget.`;
    super(message, { hint, way: "price-or-tasks" });
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
