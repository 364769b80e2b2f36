import type { PlannedTake } from "@shotlist/core";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Version } from "../../ledger/take-record.ts";
import type { Attempt } from "../../lifecycle/attempt.ts";
import type { TakeReport } from "../../work/outcome.ts";
import type { Board } from "./board.ts";
import { isClipOf } from "./clip-shelf.ts";
import type { Disk } from "./disk.ts";
import type { Checks } from "./invariants.ts";
import type { Timeline } from "./timeline.ts";
import type { Vendor } from "./vendor.ts";

/** What is looked at when nothing changes any more. */
export interface Ending {
  readonly checks: Checks;
  readonly vendor: Vendor;
  readonly disk: Disk;
  readonly board: Board;
  readonly timeline: Timeline;
}

const atRest: ReadonlySet<string> = new Set([
  "cached",
  "succeeded",
  "failed",
  "blocked",
  "cancelled",
  "uncertain",
  "lost",
]);
/** What only more money lets continue. */
const outOfMoney: ReadonlySet<string> = new Set(["budget_reached", "cap_reached", "max_tasks", "waits"]);

/** After runs without faults a take is done, or waits for a person or for money. */
export function checkSettled({ checks, board }: Pick<Ending, "checks" | "board">, takes: readonly TakeReport[]): void {
  for (const { id, status, error } of takes) {
    const limits = [board.runBudget, board.plan.budget, board.maxTasks, board.dayCap];
    const mayWait = limits.some((limit) => limit !== undefined);
    const isSettled = atRest.has(status) || (status === "left" && mayWait && outOfMoney.has(error?.code ?? ""));
    checks.holds("settled", isSettled, () => `${id} is ${status}: ${JSON.stringify(error)}`);
  }
}

/** Every clip that the ledger knows as paid for is here in the end, whole; and at each take's place the one that it should be. */
export async function checkEnd(ending: Ending, ledger: Ledger): Promise<void> {
  for (const attempt of await ledger.attempts()) checkAttempt(ending, attempt);
  for (const take of ending.board.plan.takes) await checkTake(ending, ledger, take);
}

function checkAttempt({ checks, vendor, timeline, disk }: Ending, { state }: Attempt): void {
  if (!("taskId" in state) || state.taskId === undefined) return;
  const task = vendor.tasks.find(({ id }) => id === state.taskId);
  if (task === undefined || state.name === "uncertain" || state.name === "lost") return;
  const isDone = task.end === "succeeded" && timeline.now() >= task.endsAt;
  const isGivenUp = state.name === "abandoned" || state.name === "resubmitted";
  checks.holds(
    "clip-kept",
    !isDone || isGivenUp || state.name === "downloaded",
    () => `${task.id} is done, and its attempt is ${state.name}`,
  );
  if (state.name !== "downloaded") return;
  const bytes = disk.files.clips.get(state.sha256) ?? Buffer.alloc(0);
  checks.holds(
    "clip-whole",
    isClipOf(task.id, bytes),
    () => `${bytes.length} bytes are kept as the clip of ${task.id}`,
  );
}

async function checkTake({ checks, vendor, disk }: Ending, ledger: Ledger, take: PlannedTake): Promise<void> {
  const key = { storyboard: take.storyboard, take: take.id };
  const versions = await ledger.versions(key);
  for (const { number, sha256 } of versions) {
    const bytes = disk.files.clips.get(sha256) ?? Buffer.alloc(0);
    const isWhole = vendor.tasks.some(({ id }) => isClipOf(id, bytes));
    // What rotted, and what its vendor has encoded again since, nobody can have back.
    checks.holds(
      "clip-kept",
      isWhole || disk.rotten.has(sha256),
      () => `version ${number} of ${take.id} is not in the store`,
    );
  }
  const expected = await versionAtPlace(ledger, take, versions);
  if (expected === undefined) return;
  const file = disk.files.files.get(`/boards/renders/${take.output}`) ?? Buffer.alloc(0);
  const clip = disk.files.clips.get(expected.sha256) ?? Buffer.alloc(0);
  checks.holds(
    "version-at-place",
    Buffer.compare(file, clip) === 0,
    () => `version ${expected.number} of ${take.id} is not at its place`,
  );
}

function isOf({ state }: Attempt, sha256: string): boolean {
  return state.name !== "downloaded" || state.sha256 === sha256;
}

/** The version that a person chose, else that of the attempt that counts, else the newest: a retake that failed takes no clip's place. */
async function versionAtPlace(
  ledger: Ledger,
  { storyboard, id, realm, digest }: PlannedTake,
  versions: readonly Version[],
): Promise<Version | undefined> {
  const record = await ledger.take({ storyboard, take: id });
  const chosen = versions.find(({ number }) => number === record?.chosen);
  const current = await ledger.current(realm, digest);
  return (
    chosen ??
    versions.find(({ attemptId, sha256 }) => attemptId === current?.id && isOf(current, sha256)) ??
    versions.at(-1)
  );
}
