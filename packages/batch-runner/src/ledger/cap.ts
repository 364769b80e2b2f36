import type { LedgerMoney } from "../money/micros.ts";

/** A limit on money. `key` names what it limits, such as `run:<id>` or `storyboard:<name>`. */
export interface Cap {
  readonly key: string;
  readonly limit: LedgerMoney;
  /** What was reserved longer ago does not count. Default: all counts, ever. */
  readonly withinMs?: number;
}
