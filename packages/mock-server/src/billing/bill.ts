import type { MountedFormat } from "../formats/mount.ts";
import type { Task } from "../vendor/task.ts";
import { priceTask, toUnits } from "./price-task.ts";

/** The money that a vendor would have asked for. */
export interface Billed {
  /** Tasks that would have been billed: all that were accepted, less those that ended in a way that costs nothing. */
  readonly tasks: number;
  /** By currency, in its units, for the tasks whose price is published. */
  readonly amounts: Readonly<Record<string, number>>;
  /** Billed tasks without a published price. */
  readonly unpriced: number;
}

/** Adds tasks up. */
export interface Bill {
  readonly add: (task: Task) => void;
  readonly total: () => Billed;
}

/** A bill that starts at `from`. */
export function createBill(formats: readonly MountedFormat[], from?: Billed): Bill {
  const microsByCurrency = new Map(
    Object.entries(from?.amounts ?? {}).map(([currency, amount]) => [currency, Math.round(amount * 1_000_000)]),
  );
  let tasks = from?.tasks ?? 0;
  let unpriced = from?.unpriced ?? 0;
  return {
    add: (task) => {
      const facts = formats.find(({ id }) => id === task.format)?.facts;
      if (facts === undefined || !isBilled(task, facts.failuresAreFree.value)) return;
      tasks += 1;
      const price = priceTask(facts, task.requested);
      if (price === undefined) unpriced += 1;
      else microsByCurrency.set(price.currency, (microsByCurrency.get(price.currency) ?? 0) + price.micros);
    },
    total: () => ({
      tasks,
      unpriced,
      amounts: Object.fromEntries([...microsByCurrency].map(([currency, micros]) => [currency, toUnits(micros)])),
    }),
  };
}

function isBilled({ status }: Task, failuresAreFree: boolean): boolean {
  switch (status) {
    case "queued":
    case "running":
    case "succeeded":
      return true;
    case "failed":
      return !failuresAreFree;
    case "expired":
    case "cancelled":
      return false;
    default:
      return status satisfies never;
  }
}
