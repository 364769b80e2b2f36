import type { Plan } from "@shotlist/core";
import { inKnownReadings } from "../join/known-readings.ts";
import type { Version } from "../ledger/take-record.ts";
import { importLocks, readLocks, writeLocks } from "../lock/locks.ts";
import type { RunOptions } from "../work/options.ts";
import { assertRunOptions } from "../work/run-option-kinds.ts";
import type { State } from "../state/state.ts";
import { outputFileOf } from "../steps/output-file.ts";
import { assertMayPut, createOutputGuard } from "../steps/output-guard.ts";
import { withLock } from "../state/with-lock.ts";

type Places = Pick<RunOptions, "outputDirOf" | "outputPlace" | "isKnownClip" | "forceOutput" | "lockFiles">;

/**
 * Writes decisions about a storyboard's takes to its lock file, and copies chosen clips to their places. Returns the
 * files. Sends no request. Throws `LockFileError`, `OutputRefusedError`, `StorageError` and `LedgerHeldError`.
 */
export async function deliverChoice(
  state: State,
  compiled: Plan,
  versions: readonly Version[],
  options: Places,
): Promise<readonly string[]> {
  assertRunOptions("deliverChoice", options);
  return withLock(state, async (fence) => {
    const { lockFiles: files } = options;
    const { ledger, store } = state;
    // First what others said: a file that is written again must not forget it.
    if (state.realmClass === "live") await importLocks([compiled], { state, fence, files });
    const locks = await readLocks([compiled], files);
    const plans = await inKnownReadings([compiled], { ledger, locks });
    const guard = createOutputGuard(state, options);
    const placed: string[] = [];
    for (const plan of plans) {
      for (const take of plan.takes) {
        const version = versions.find(({ storyboard, take: id }) => storyboard === take.storyboard && id === take.id);
        if (version === undefined) continue;
        const { sha256 } = version;
        const file = outputFileOf(options, plan, take, store.containerOf(sha256));
        await assertMayPut(guard, { plan, take, file, sha256 });
        await store.place(sha256, file);
        placed.push(file);
      }
    }
    await store.settle();
    await writeLocks(plans, { state, files });
    return placed;
  });
}
