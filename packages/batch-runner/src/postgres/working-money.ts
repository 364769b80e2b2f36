import { minutesSince, spendingOf, type Books } from "../ledger/books.ts";
import { minutesKey, Unread } from "./needs.ts";
import type { StoredSpending, WorkingSet } from "./working-set.ts";

/** Money under its counters, over what was read of them. */
export function createMoneyBooks({
  added,
  spending,
  minutes,
}: WorkingSet): Pick<Books, "spend" | "spending" | "spentSince"> {
  function spentUnder(counter: string): readonly StoredSpending[] {
    const read = spending.get(counter);
    if (read === undefined) throw new Unread((needs) => needs.counters.add(counter));
    return summed([...read, ...[...added.values()].filter((row) => row.counter === counter)]);
  }

  return {
    spend(counters, currency = "", micros, tasks) {
      if (micros === 0 && tasks === 0) return;
      for (const counter of counters) {
        const key = JSON.stringify([counter, currency]);
        const before = added.get(key) ?? { counter, currency, micros: 0, tasks: 0 };
        added.put(key, { ...before, micros: before.micros + micros, tasks: before.tasks + tasks });
      }
    },
    spending: (key) => spendingOf(key, spentUnder(key)),
    spentSince(key, currency, since) {
      const [from, to] = minutesSince(key, since);
      const name = minutesKey(from, to);
      const read = minutes.get(name);
      if (read === undefined) throw new Unread((needs) => needs.minutes.set(name, [from, to]));
      const news = [...added.values()].filter(({ counter }) => counter >= from && counter < to);
      const micros = [...read, ...news]
        .filter((row) => row.currency === currency)
        .reduce((sum, row) => sum + row.micros, 0);
      return Math.min(micros, Number.MAX_SAFE_INTEGER);
    },
  };
}

/** Of each currency one row, in their order. */
function summed(rows: readonly StoredSpending[]): readonly StoredSpending[] {
  const byCurrency = new Map<string, StoredSpending>();
  for (const row of rows) {
    const { micros = 0, tasks = 0 } = byCurrency.get(row.currency) ?? {};
    const sum = Math.min(micros + row.micros, Number.MAX_SAFE_INTEGER);
    byCurrency.set(row.currency, { ...row, micros: sum, tasks: tasks + row.tasks });
  }
  return [...byCurrency.values()].toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
}
