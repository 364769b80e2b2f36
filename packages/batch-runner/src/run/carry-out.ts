import pLimit from "p-limit";
import { collect } from "../steps/collect.ts";
import { deliverEarlier } from "../steps/deliver-earlier.ts";
import { carry, type Carried } from "./carry.ts";
import { OutputRefusedError } from "../failures/clip-errors.ts";
import { about, type RunContext } from "../work/context.ts";
import type { Outcome } from "../work/outcome.ts";
import { laneKeyOf } from "./create-context.ts";
import { outcomeAfterFailure } from "./failed-work.ts";
import { createWorkQueue } from "./queue.ts";
import { outcomeWithoutTask } from "./settled-outcome.ts";
import type { Changes } from "./stops.ts";
import type { Work } from "../work/work.ts";

/** How often, on average, a take is looked at that another session works on. */
const lookAgainMs = 2000;

/** Pulls works as slots free up, until nothing is left that could begin. Never holds more promises than slots. */
export async function carryOut(
  context: RunContext,
  works: readonly Work[],
  { outcomes, changes, fail }: { outcomes: Map<string, Outcome>; changes: Changes; fail: (error: unknown) => void },
): Promise<void> {
  const queue = createWorkQueue(works, (work) => laneKeyOf(work.provider));
  const tasksAtMost = concurrencyOf(context, works);
  // Clips are fetched in parallel with the tasks: a task whose clip is on its way no longer counts at the vendor.
  const { downloadRoom } = context;
  const { around = (_take, deed) => deed() } = context.options;
  const downloads = pLimit(downloadRoom.atOnce());
  const inFlight = new Set<Promise<void>>();
  let atVendor = 0;
  let held = 0;

  function mayBegin(work: Work): boolean {
    if (!needsVendor(work)) return inFlight.size - atVendor < downloadRoom.atOnce() * 2;
    if (atVendor >= tasksAtMost || downloads.pendingCount >= downloadRoom.waitingAtMost()) return false;
    const lane = context.laneOf(work.provider);
    return lane.closed() !== undefined || lane.hasSlot();
  }

  async function atTheVendor(work: Work): Promise<Carried> {
    const lane = context.laneOf(work.provider);
    let isThere = true;
    const freePlace = (): void => {
      if (!isThere) return;
      isThere = false;
      atVendor -= 1;
      lane.vacate();
    };
    lane.occupy();
    try {
      return await carry({ ...context, taskEnded: freePlace }, work);
    } finally {
      freePlace();
    }
  }

  async function outcomeOf(work: Work): Promise<Outcome | undefined> {
    if (!needsVendor(work)) return downloads(() => outcomeWithoutTask(context, work));
    const carried = await atTheVendor(work);
    if (carried.kind === "held") return undefined;
    if (carried.kind === "ended") return carried.outcome;
    downloads.concurrency = downloadRoom.atOnce();
    return downloads(() => collect(context, work, carried.attempt, carried.task));
  }

  async function begin(work: Work): Promise<void> {
    let outcome: Outcome | undefined;
    try {
      outcome = await outcomeOf(work);
      if (outcome === undefined) return lookAgain(work);
      if (!isHere(outcome)) await deliverEarlier(context, work);
    } catch (error) {
      // Whatever was waiting when the run stopped ends with the stop, not with its own failure.
      if (error instanceof OutputRefusedError)
        context.emit({ type: "warning", ...about(work), message: error.message });
      else if (!(context.stopping.aborted && error instanceof Error && error.name === "AbortError")) fail(error);
      outcome = await outcomeAfterFailure(context, work, error);
    }
    if (context.isLasting || !isHere(outcome)) await leave(work);
    outcomes.set(work.key, outcome);
    queue.ended(work.key);
  }

  /** Two sessions that kept what they can do no more for would wait for each other. */
  async function leave({ lead }: Work): Promise<void> {
    const { ledger } = context.state;
    if (ledger.shared === undefined || context.stopping.aborted) return;
    await ledger.leave(context.fence, lead.realm, lead.digest).catch(fail);
  }

  /** Another session works on it. While this one waits, it takes up no slot. */
  function lookAgain(work: Work): void {
    // What nobody here asked for is left to whoever works on it.
    if (work.takes.length === 0) return queue.ended(work.key);
    held += 1;
    void context.state.clock
      .sleep(lookAgainMs * (0.5 + context.random.next()), context.stopping)
      .then(() => queue.again(work))
      .catch(() => undefined)
      .finally(() => {
        held -= 1;
        changes.notify();
      });
  }

  /** Whether a work needs a slot at its provider now. */
  function needsVendor(work: Work): boolean {
    // What may just be sent by another session is claimed first.
    if (work.action === "uncertain" && context.state.ledger.shared !== undefined) return true;
    if (work.next !== "submit") return work.next !== "nothing";
    return work.needs.every((need) => isHere(outcomes.get(need)));
  }

  while (!context.stopping.aborted) {
    const seen = changes.count();
    const work = queue.next(mayBegin);
    if (work !== undefined) {
      if (needsVendor(work)) atVendor += 1;
      const running = around(about(work), () => begin(work));
      inFlight.add(running);
      void running.finally(() => {
        inFlight.delete(running);
        changes.notify();
      });
      continue;
    }
    if (inFlight.size === 0 && queue.size === 0 && held === 0) break;
    await changes.after(seen);
  }
  await Promise.all(inFlight);
}

function isHere(outcome: Outcome | undefined): boolean {
  return outcome?.status === "cached" || outcome?.status === "succeeded";
}

/** At most what all providers allow together, and at most what was asked for. */
function concurrencyOf({ options }: RunContext, works: readonly Work[]): number {
  const providers = new Map(works.map((work) => [laneKeyOf(work.provider), work.provider]));
  const together = [...providers.values()].reduce((sum, { concurrency }) => sum + Math.max(1, concurrency), 0);
  return Math.max(1, Math.min(options.concurrency ?? together, Math.max(1, together)));
}
