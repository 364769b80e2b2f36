import type { Plan, ResolvedProvider } from "@shotlist/core";
import { assertOptions } from "@shotlist/schema";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { LockFiles } from "../ports/lock-files.ts";
import { fromLock } from "./from-lock.ts";
import { locksOf } from "./locks.ts";

/**
 * The endpoints that a run will ask because of tasks in lock files that the ledger does not know yet. Throws
 * `LockFileError` and `StorageError`.
 */
export async function lockedProviders(
  plans: readonly Plan[],
  options: { readonly files: LockFiles; readonly attempts: readonly Attempt[] },
): Promise<readonly ResolvedProvider[]> {
  assertOptions("lockedProviders", options, { files: "object", attempts: "list" });
  const { files, attempts } = options;
  const known = new Set(attempts.filter(({ state }) => state.name !== "planned").map(({ id }) => id));
  const found: ResolvedProvider[] = [];
  for (const { plan, lock } of await locksOf(plans, files)) {
    const open = lock.entries.filter(
      ({ attempt, state }) => !known.has(attempt) && (state === "running" || state === "uncertain"),
    );
    for (const record of fromLock(open, plan)) if (record.type === "attempt") found.push(record.attempt.provider);
  }
  return found;
}
