import type { MountedFormat } from "../formats/mount.ts";
import type { MockWorld } from "../world/mock-world.ts";
import { fingerprint, seededRandom } from "../random/seeded-random.ts";
import type { SeededRandom } from "../random/seeded-random.ts";
import type { RequestedClip } from "../vendor/requested-clip.ts";
import type { Progress } from "../tasks/task-plan.ts";
import { planExpiry, planPace } from "../tasks/task-plan.ts";
import type { Ending, Task } from "../vendor/task.ts";

const largestDrawnSeed = 99_999;
const success: Ending = { status: "succeeded" };

/**
 * Accepts a task. Everything random about it follows from the server's seed, the request's bytes and how often they
 * have come, so that requests racing each other still give the same tasks in every run.
 */
export function createTask(
  world: MockWorld,
  format: MountedFormat,
  {
    requested,
    bytes,
    progress,
    ending,
  }: {
    readonly requested: RequestedClip;
    readonly bytes: Uint8Array;
    readonly progress: Progress;
    readonly ending?: Ending | undefined;
  },
): Task {
  const createdAtMs = world.clock.now();
  const print = `${format.id}:${fingerprint(bytes)}`;
  const random = seededRandom(world.seed, print, world.countRequest(print));
  const id = freeId(world, format, { random, createdAtMs, requested });
  const seed = requested.seed ?? random.integer(0, largestDrawnSeed);
  const plan = planExpiry(format.facts, {
    requested,
    createdAtMs,
    pace: planPace(progress, createdAtMs, random),
    ending: ending ?? success,
  });
  const task: Task = {
    id,
    format: format.id,
    number: world.tasks.created + 1,
    requested,
    createdAtMs,
    seed,
    pace: plan.pace,
    ending: plan.ending,
    status: "queued",
    unfinishedPolls: 0,
    shownAtMs: createdAtMs,
    startedAtMs: undefined,
    finishedAtMs: undefined,
    shownResult: undefined,
  };
  world.tasks.add(task);
  return task;
}

/** Short ids may meet an earlier task's; two tasks never share one. */
function freeId(
  world: MockWorld,
  { vendor }: MountedFormat,
  {
    random,
    createdAtMs,
    requested,
  }: { readonly random: SeededRandom; readonly createdAtMs: number; readonly requested: RequestedClip },
): string {
  for (;;) {
    const id = vendor.newTaskId(random, createdAtMs, requested);
    if (world.tasks.get(id) === undefined) return id;
  }
}
