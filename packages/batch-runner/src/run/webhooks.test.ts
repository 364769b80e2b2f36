import { describe, expect, it } from "vitest";
import type { Notice } from "../ports/notices.ts";
import { listingFormat } from "../testing/listing-format.ts";
import { plainFormat } from "../testing/plain-format.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";

const pollEveryMs = 5000;
const rareMs = 12 * pollEveryMs;
const names = ["a", "b", "c", "d", "e", "f", "g", "h"];

function notice(taskId: string, over: Partial<Notice> = {}): Notice {
  return { format: "wisgate", taskId, isOpen: false, ...over };
}

function ignore(): void {}

/** Takes one after another, whose tasks run for `runMs`; `tell` says when notices come, from a task's end on. */
function setup(tell: (nth: number) => readonly number[], { runMs = 150_000, format = plainFormat, atOnce = 1 } = {}) {
  const world = createWorld();
  const { clock, vendor } = world;
  const ends = new Map<string, number>();
  const polls: { readonly id: string; readonly at: number }[] = [];
  let hear: (one: Notice) => void = ignore;
  vendor.onPoll = (_task, id) => {
    polls.push({ id, at: clock.now() });
    if (clock.now() < (ends.get(id) ?? Infinity)) return { status: "running" };
    return { status: "succeeded", url: `https://vendor.example.com/files/${id}.mp4` };
  };
  vendor.onSubmit = (nth) => {
    const id = `task-${nth}`;
    ends.set(id, clock.now() + runMs);
    for (const ms of tell(nth)) void tellAfter(runMs + ms, id);
    return undefined;
  };
  async function tellAfter(ms: number, id: string): Promise<void> {
    await clock.sleep(ms);
    hear(notice(id));
  }
  const lagOf = (id: string): number => {
    const end = ends.get(id) ?? 0;
    return (polls.find((poll) => poll.id === id && poll.at >= end)?.at ?? Infinity) - end;
  };
  const provider = aProvider({ pollEveryMs, concurrency: atOnce, list: format === listingFormat, format: "wisgate" });
  const takes = names.map((name) => aTake(name, { format: "wisgate" }));
  const notices = {
    subscribe: (listener: typeof hear) => {
      hear = listener;
      return () => {
        hear = ignore;
      };
    },
  };
  const render = () => world.render(aPlan(takes, { providers: [provider] }), { notices, formats: () => format });
  return { world, polls, lagOf, render, say: (one: Notice) => hear(one), ends };
}

const ids = names.map((_name, index) => `task-${index + 1}`);
const succeeded = { totals: { succeeded: names.length } };
const countOf = (polls: readonly { readonly id: string }[], id: string): number =>
  polls.filter((poll) => poll.id === id).length;

describe("a run that hears of webhooks", () => {
  it("asks about a task once its notice comes, and rarely before", async () => {
    const { render, polls, lagOf } = setup(() => [100]);
    expect(await render()).toMatchObject(succeeded);
    expect(ids.slice(1).map(lagOf)).toEqual(ids.slice(1).map(() => 100));
    expect(countOf(polls, "task-1")).toBeGreaterThan(20);
    expect(Math.max(...ids.slice(1).map((id) => countOf(polls, id)))).toBeLessThanOrEqual(4);
  });

  it("finds tasks whose notices are lost, and polls as without once several are", async () => {
    const { render, polls, lagOf } = setup((nth) => (nth === 1 ? [100] : []));
    expect(await render()).toMatchObject(succeeded);
    expect(Math.max(...ids.map(lagOf))).toBeLessThanOrEqual(rareMs * 1.02);
    expect(countOf(polls, "task-3")).toBeLessThan(5);
    expect(countOf(polls, "task-5")).toBeGreaterThan(20);
  });

  it("polls rarely again after a notice that came late", async () => {
    const { render, polls } = setup((nth) => (nth === 1 ? [100] : nth === 5 ? [pollEveryMs] : []));
    expect(await render()).toMatchObject(succeeded);
    expect(countOf(polls, "task-5")).toBeGreaterThan(20);
    expect(countOf(polls, "task-6")).toBeLessThan(10);
  });

  it("is not hurried by notices that are doubled", async () => {
    const { render, polls, lagOf } = setup(() => [-20_000, -19_900, -19_800, -19_700, 0, 0, 0]);
    expect(await render()).toMatchObject(succeeded);
    for (const id of ids.slice(1)) {
      const own = polls.filter((poll) => poll.id === id).map(({ at }) => at);
      expect(Math.min(...own.slice(1).map((at, index) => at - (own[index] ?? 0)))).toBeGreaterThanOrEqual(
        pollEveryMs / 2,
      );
      expect(lagOf(id)).toBeLessThanOrEqual(pollEveryMs);
    }
  });

  it("believes no notice: a forged one leads to one question", async () => {
    const { render, polls, lagOf, world } = setup(() => [-60_000]);
    expect(await render()).toMatchObject(succeeded);
    expect(world.vendor.tasks).toHaveLength(names.length);
    expect(ids.map(lagOf).every((ms) => ms >= 0)).toBe(true);
    expect(countOf(polls, "task-8")).toBeGreaterThan(2);
  });

  it("ignores what it does not know, and what says that nothing has ended", async () => {
    const known = setup(() => []);
    const before = known.world.clock.now();
    const talk = async (): Promise<void> => {
      await known.world.clock.sleep(7000);
      known.say(notice("task-1", { isOpen: true }));
      known.say(notice("task-1", { format: "another" }));
      for (let stranger = 0; stranger < 5000; stranger += 1) known.say(notice(`stranger-${stranger}`));
    };
    void talk();
    expect(await known.render()).toMatchObject(succeeded);
    const asked = known.polls.filter(({ id, at }) => id === "task-1" && at < before + 10_000);
    expect(asked).toHaveLength(1);
    expect(new Set(known.polls.map(({ id }) => id))).toEqual(new Set(ids));
  });

  it("asks at once where the notice was faster than the answer to the submit", async () => {
    const { render, polls, say, world, ends } = setup(() => [], { runMs: 0 });
    const { onSubmit } = world.vendor;
    world.vendor.onSubmit = (nth) => {
      const answer = onSubmit(nth);
      say(notice(`task-${nth}`));
      return answer;
    };
    expect(await render()).toMatchObject(succeeded);
    expect(polls.map(({ id, at }) => at - (ends.get(id) ?? 0))).toEqual(names.map(() => 0));
  });

  it("asks about one task by itself where the others wait for a list", async () => {
    const { render, polls, lagOf } = setup(() => [100], { format: listingFormat, atOnce: 4 });
    const answered = await render();
    expect(answered).toMatchObject(succeeded);
    expect(ids.slice(4).map(lagOf)).toEqual(ids.slice(4).map(() => 100));
    expect(polls.some(({ id }) => id.startsWith("tasks?"))).toBe(true);
  });
});
