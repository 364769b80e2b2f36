import { expect, test } from "vitest";
import { createMemoryLedger } from "../testing/memory-ledger.ts";
import { createSharedMemoryLedger } from "../testing/machines/shared-memory-ledger.ts";
import { createSeededRandom } from "../testing/seeded-random.ts";
import { aProvider } from "../testing/plans.ts";
import { createVirtualClock } from "../testing/virtual-clock.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { createLane, type Lane } from "./lane.ts";
import { createLearned, type Learned } from "./learned.ts";

interface Run {
  readonly lane: Lane;
  readonly learned: Learned;
  readonly said: string[];
  /** How many tasks it would have in flight now. */
  readonly places: () => number;
}

async function begin(ledger: Ledger, runId: string): Promise<Run> {
  const holder = { host: "here", pid: 1, startedAt: "", runId };
  const acquired = await ledger.acquire(holder, { isGone: () => false, at: 0 });
  if (!acquired.acquired) throw new Error("a shared ledger refuses nobody");
  const learned = createLearned(ledger, acquired.fence);
  const said: string[] = [];
  let most = 8;
  const lane = createLane(aProvider({ concurrency: 8 }), {
    clock: createVirtualClock(),
    random: createSeededRandom(1),
    signal: new AbortController().signal,
    news: {
      paused: () => undefined,
      pollsPaused: () => undefined,
      resumed: () => undefined,
      changed: () => undefined,
      slowed: (cause, places) => {
        most = places.most;
        said.push(`${cause}: ${places.most} of ${places.of}`);
      },
      learned: (places) => {
        most = places;
        learned.set("places", { most: places, at: 1 });
      },
    },
  });
  learned.hear("places", (theirs, own) => lane.follow(theirs, own));
  return { lane, learned, said, places: () => most };
}

function refuseWith(inFlight: number, { lane }: Run): void {
  for (let count = 0; count < inFlight; count += 1) lane.occupy();
  lane.submitLimited({ words: "slow down" });
}

test("a limit that one run learns holds for the others, who say why", async () => {
  const ledger = createSharedMemoryLedger(() => 0);
  const [one, other] = [await begin(ledger, "one"), await begin(ledger, "other")];
  refuseWith(8, one);
  await one.learned.keep();
  await other.learned.keep();
  expect(other.said).toEqual(["rate limit of another run: 4 of 8"]);
  await other.learned.keep();
  await one.learned.keep();
  expect([one.said.length, other.said.length]).toEqual([1, 1]);
});

test("of two limits that are learned at once the lower one holds", async () => {
  const ledger = createSharedMemoryLedger(() => 0);
  const [one, other] = [await begin(ledger, "one"), await begin(ledger, "other")];
  refuseWith(8, one);
  refuseWith(4, other);
  await one.learned.keep();
  await other.learned.keep();
  expect(await ledger.recall("places")).toMatchObject({ most: 2 });
  await one.learned.keep();
  expect([one.places(), other.places()]).toEqual([2, 2]);
});

test("a run that has its ledger to itself asks nobody", async () => {
  const inner = createMemoryLedger();
  let asked = 0;
  const ledger: Ledger = {
    ...inner,
    recall(name) {
      asked += 1;
      return inner.recall(name);
    },
  };
  const run = await begin(ledger, "one");
  await run.learned.keep();
  expect(asked).toBe(0);
});
