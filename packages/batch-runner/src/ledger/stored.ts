import type { SQLInputValue, StatementSync } from "node:sqlite";

/**
 * What the ledger reads back is what it wrote: the tables are strict, the texts are JSON that this package made, and a
 * ledger of another version is refused when it is opened. So the types are stated here, once, instead of checked.
 */

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- see above
export function fromStored<Value>(text: string): Value {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return JSON.parse(text) as Value;
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- see above
export function oneRow<Row>(statement: StatementSync, ...values: SQLInputValue[]): Row | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return statement.get(...values) as Row | undefined;
}

export function allRows<Row>(statement: StatementSync, ...values: SQLInputValue[]): Row[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return statement.all(...values) as Row[];
}
