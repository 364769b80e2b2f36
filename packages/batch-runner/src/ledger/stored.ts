import type { SQLInputValue, StatementSync } from "node:sqlite";

/**
 * A ledger that holds what no ledger writes: edited by hand, or damaged. Where the ledger is read this becomes a
 * `StorageError`.
 */
export class DamagedLedger extends Error {
  override readonly name = "DamagedLedger";
}

/** JSON that the ledger keeps in a column. Its readers look at what decides; the rest is what this package wrote. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- see above
export function fromStored<Value>(text: string): Value {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    return JSON.parse(text) as Value;
  } catch (cause) {
    throw new DamagedLedger("it contains a text that is not JSON", { cause });
  }
}

/** The same, of a column that holds an object. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- see above
export function objectFromStored<Value extends object>(text: string): Value {
  const value = fromStored<Value | null>(text);
  if (typeof value === "object" && value !== null) return value;
  throw new DamagedLedger("it contains a text that is not a JSON object");
}

/** The same, of a column that holds a list of texts. */
export function textsFromStored(text: string): readonly string[] {
  const texts = fromStored<unknown>(text);
  if (Array.isArray(texts) && texts.every((one) => typeof one === "string")) return texts;
  throw new DamagedLedger("it contains a text that is not a list of texts");
}

/** The tables are strict, so a row has the types that its query names. */

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- see above
export function oneRow<Row>(statement: StatementSync, ...values: SQLInputValue[]): Row | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return statement.get(...values) as Row | undefined;
}

export function allRows<Row>(statement: StatementSync, ...values: SQLInputValue[]): Row[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return statement.all(...values) as Row[];
}
