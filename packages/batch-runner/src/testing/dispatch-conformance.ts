import { expect, it } from "vitest";
import type { Dispatch, Lease } from "../dispatch/dispatch.ts";

/** A dispatch as two workers see it. */
export interface DispatchWorld<Transaction> {
  readonly one: Dispatch<Transaction>;
  readonly other: Dispatch<Transaction>;
  /** Runs `use` in one transaction: what it has done is undone where it throws. */
  readonly transaction: <Value>(use: (transaction: Transaction) => Promise<Value>) => Promise<Value>;
  /** Lets so much time go by that nobody who has a job has been heard of. */
  readonly lapse: () => Promise<void>;
}

async function first(dispatch: Pick<Dispatch<never>, "claim">): Promise<Lease> {
  const [lease] = await dispatch.claim(1);
  if (lease === undefined) throw new Error("there is no job to claim");
  return lease;
}

function namesOf(leases: readonly Lease[]): readonly string[] {
  return leases.map(({ job }) => job);
}

/** What every dispatch promises. `open` answers an empty one. */
export function itDispatches<Transaction>(open: () => Promise<DispatchWorld<Transaction>>): void {
  async function setup(jobs: readonly string[] = []) {
    const world = await open();
    const enqueue = (...names: readonly string[]): Promise<void> =>
      world.transaction((transaction) => world.one.enqueue(transaction, names));
    const complete = (lease: Lease): Promise<boolean> =>
      world.transaction((transaction) => world.one.complete(transaction, lease));
    if (jobs.length > 0) await enqueue(...jobs);
    return { ...world, enqueue, complete };
  }

  it("hands out jobs in their order, and no more than were asked for", async () => {
    const { one, other, enqueue } = await setup(["a", "b"]);
    await enqueue("c");
    expect(namesOf(await one.claim(2)).toSorted()).toEqual(["a", "b"]);
    expect(namesOf(await other.claim(2))).toEqual(["c"]);
    expect(await one.claim(2)).toEqual([]);
  });

  it("hands out each job once, however many claim at a time", async () => {
    const jobs = Array.from({ length: 60 }, (_, index) => `job-${index}`);
    const { one, other } = await setup(jobs);
    const claims = await Promise.all(
      Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? one : other).claim(7)),
    );
    let last = await one.claim(60);
    const found = [...claims.flat(), ...last];
    // Whoever looks while others are claiming may find less than there is.
    while (last.length > 0) found.push(...(last = await one.claim(60)));
    expect(namesOf(found).toSorted()).toEqual(jobs.toSorted());
  });

  it("keeps a job once, whether it waits or has a worker", async () => {
    const { one, enqueue } = await setup(["a"]);
    await enqueue("a", "b");
    expect(namesOf(await one.claim(5)).toSorted()).toEqual(["a", "b"]);
    await enqueue("a");
    expect(await one.claim(5)).toEqual([]);
  });

  it("takes on a job again that has ended", async () => {
    const { one, enqueue, complete } = await setup(["a"]);
    const before = await first(one);
    expect(await complete(before)).toBe(true);
    expect(await one.claim(1)).toEqual([]);
    await enqueue("a");
    const again = await first(one);
    expect(again).toMatchObject({ job: "a" });
    expect(await complete(before)).toBe(false);
    expect(await complete(again)).toBe(true);
  });

  it("has neither jobs nor ends of a transaction that was undone", async () => {
    const { one, other, transaction, complete, enqueue } = await setup();
    const undone = new Error("undone");
    const failing = transaction(async (own) => {
      await one.enqueue(own, ["a"]);
      throw undone;
    });
    await expect(failing).rejects.toBe(undone);
    expect(await one.claim(1)).toEqual([]);
    await enqueue("b");
    const lease = await first(one);
    const ending = transaction(async (own) => {
      expect(await one.complete(own, lease)).toBe(true);
      throw undone;
    });
    await expect(ending).rejects.toBe(undone);
    expect(await other.claim(1)).toEqual([]);
    expect(await complete(lease)).toBe(true);
  });

  it("leaves a job to a worker that is heard of, and gives it to another one once it is not", async () => {
    const { one, other, lapse } = await setup(["a"]);
    const lease = await first(one);
    await one.heartbeat([lease]);
    expect(await other.claim(1)).toEqual([]);
    await lapse();
    expect(namesOf(await other.claim(1))).toEqual(["a"]);
  });

  it("accepts nothing from a worker that has lost its job to another one", async () => {
    const { one, other, complete, lapse } = await setup(["a"]);
    const lost = await first(one);
    await lapse();
    const lease = await first(other);
    await one.heartbeat([lost]);
    await one.release([lost]);
    expect(await complete(lost)).toBe(false);
    expect(await one.claim(1)).toEqual([]);
    expect(await complete(lease)).toBe(true);
  });

  it("hands a job over at once that a worker gives back", async () => {
    const { one, other, complete } = await setup(["a", "b"]);
    const lease = await first(one);
    await one.release([lease]);
    expect(namesOf(await other.claim(2)).toSorted()).toEqual(["a", "b"]);
    expect(await complete(lease)).toBe(false);
  });

  it("gives a job out again and again, as often as its worker goes", async () => {
    const { one, complete, lapse } = await setup(["a"]);
    for (let time = 0; time < 12; time += 1) {
      await first(one);
      await lapse();
    }
    expect(await complete(await first(one))).toBe(true);
    expect(await one.claim(1)).toEqual([]);
  });
}
