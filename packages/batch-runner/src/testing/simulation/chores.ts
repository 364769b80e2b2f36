import type { Plan } from "@shotlist/core";
import { cancelTakes } from "../../decide/cancel-takes.ts";
import { resolveTake } from "../../decide/resolve-take.ts";
import { retryTakes } from "../../decide/retry-takes.ts";
import { useVersion } from "../../decide/use-version.ts";
import { collectGarbage } from "../../keep/collect-garbage.ts";
import { exportLedger, importLedger, rebuildLedger } from "../../keep/export-ledger.ts";
import { LockFileError } from "../../failures/lock-file-error.ts";
import { taskOf } from "../../lifecycle/state.ts";
import { importLockFile } from "../../lock/import-lock.ts";
import type { State } from "../../state/state.ts";
import type { RunOptions } from "../../work/options.ts";
import { hostileLedger, importFromStranger } from "./strangers.ts";
import type { Board } from "./board.ts";
import type { Chance } from "./chance.ts";
import { lockName, type Repository } from "./repository.ts";
import { takeInUnchecked } from "./spoilt-lock.ts";

/** What a person has the program do between runs, or during one. */
export const choreNames = [
  "retry what failed",
  "retry a take",
  "choose a version",
  "follow the newest version",
  "cancel what waits",
  "tidy the store",
  "export the ledger",
  "import an earlier export",
  "rebuild the ledger from receipts",
  "import a stranger's ledger",
  "release a task",
  "take the lock file in",
] as const;

export type ChoreName = (typeof choreNames)[number];

export interface ChoreOptions {
  /** Ports and keys, as a run has them. */
  readonly run: RunOptions;
  readonly board: Board;
  readonly chance: Chance;
  /** What was exported so far. */
  readonly exports: string[];
  readonly repository: Repository;
  /** Whether every value of a ledger is checked before it is taken. */
  readonly checksImports: boolean;
  /** The same of a lock file. */
  readonly checksLocks: boolean;
}

export async function carryOutChore(
  name: ChoreName,
  { run, board, chance, exports, repository, checksImports, checksLocks }: ChoreOptions,
): Promise<void> {
  const { only: _, ...calls } = run;
  const { state } = run;
  const take = chance.pick(board.plan.takes).id;
  switch (name) {
    case "retry what failed":
      await retryTakes(state, { failed: true });
      return;
    case "retry a take":
      await retryTakes(state, { take });
      return;
    case "choose a version":
      await useVersion(state, take, chance.between(1, 2));
      return;
    case "follow the newest version":
      await useVersion(state, take, undefined);
      return;
    case "cancel what waits":
      await cancelTakes(state, calls);
      return;
    case "tidy the store":
      await collectGarbage(state, { apply: true });
      return;
    case "export the ledger":
      exports.push(await exportLedger(state));
      return;
    case "import an earlier export":
      if (exports.length > 0) await importLedger(state, chance.pick(exports));
      return;
    case "rebuild the ledger from receipts":
      await rebuildLedger(state);
      return;
    case "import a stranger's ledger":
      await importFromStranger(state, { text: hostileLedger(await exportLedger(state), chance), checksImports });
      return;
    case "release a task":
      await releaseTask(state, take);
      return;
    case "take the lock file in":
      await takeLockFileIn(run, { plan: board.plan, repository, checksLocks });
      return;
    default:
      throw new Error(`no such chore: ${String(name satisfies never)}`);
  }
}

/** Says of the task of a take, whatever it is, that it is another's. */
async function releaseTask(state: State, take: string): Promise<void> {
  const [attempt] = (await state.ledger.attempts({ take })).filter(({ state: { name } }) => name !== "resubmitted");
  const { taskId = "none" } = attempt === undefined ? {} : taskOf(attempt.state);
  await resolveTake(state, take, { release: taskId });
}

interface Mending {
  readonly plan: Plan;
  readonly repository: Repository;
  readonly checksLocks: boolean;
}

/** Mends what git has merged; what a stranger wrote is refused, and git has what was there before. */
async function takeLockFileIn(
  { state, lockFiles }: RunOptions,
  { plan, repository, checksLocks }: Mending,
): Promise<void> {
  const text = repository.read();
  if (lockFiles === undefined || text === undefined) return;
  try {
    const mended = await importLockFile(state, text, lockName);
    await lockFiles.write(plan, mended.text);
  } catch (error) {
    if (!(error instanceof LockFileError)) throw error;
    if (!checksLocks) await takeInUnchecked(state, text, plan);
    repository.restore();
  }
}
