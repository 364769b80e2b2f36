import { describe, expect, it } from "vitest";
import { listingFormat } from "../testing/listing-format.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld, type World } from "../testing/world.ts";

type Item = Readonly<Record<string, unknown>>;

const names = ["a", "b", "c"];
const longMs = 60_000;

/** Three tasks that run for a minute at a vendor that lists them; `listed` answers a list instead of the usual. */
function setup(listed?: (usual: readonly Item[], nth: number) => unknown, over: { readonly list?: boolean } = {}) {
  const world = createWorld();
  const provider = aProvider({ list: true, ...over });
  const begunAt = world.clock.now();
  const lists: string[] = [];
  const singles: string[] = [];
  const itemOf = (id: string): Item =>
    world.clock.now() < begunAt + longMs
      ? { id, status: "running" }
      : { id, status: "succeeded", url: `https://vendor.example.com/files/${id}.mp4` };
  world.vendor.onPoll = (_task, asked) => {
    if (!asked.startsWith("tasks?")) {
      singles.push(asked);
      return itemOf(asked);
    }
    const ids = /ids=([^&]*)/u.exec(asked)?.[1]?.split(",") ?? [];
    lists.push(asked.replace(ids.join(","), ids.toSorted().join(",")));
    const usual = ids.map((id) => itemOf(id));
    return listed?.(usual, lists.length) ?? { items: usual };
  };
  const render: World["render"] = (plans, options) => world.render(plans, { formats: () => listingFormat, ...options });
  const plan = aPlan(
    names.map((name) => aTake(name)),
    { providers: [provider] },
  );
  return { world, plan, render, lists, singles };
}

const succeeded = { totals: { succeeded: names.length } };

describe("a provider that lists tasks", () => {
  it("is asked about all tasks in one list, as often as about one", async () => {
    const { plan, render, lists, singles } = setup();
    expect(await render(plan)).toMatchObject(succeeded);
    expect(new Set(lists)).toEqual(new Set(["tasks?ids=task-1,task-2,task-3"]));
    expect(lists.length).toBeLessThanOrEqual(longMs / 5000 + 1);
    expect(singles).toEqual([]);
  });

  it("is asked about each tier apart", async () => {
    const { plan, render, lists } = setup();
    const [first, ...others] = plan.takes;
    if (first === undefined) throw new Error("the plan has takes");
    const flex = others.map((take) => ({ ...take, asked: { ...take.asked, serviceTier: "flex" } }));
    expect(await render({ ...plan, takes: [first, ...flex] })).toMatchObject(succeeded);
    expect(new Set(lists)).toEqual(new Set(["tasks?ids=task-2,task-3&tier=flex"]));
  });

  it("is asked about one task by itself", async () => {
    const { plan, render, lists, singles } = setup();
    await render({ ...plan, takes: plan.takes.slice(0, 1) });
    expect(lists).toEqual([]);
    expect(singles.length).toBeGreaterThan(1);
  });

  it("is asked one by one where nobody says that it lists", async () => {
    const { plan, render, lists } = setup(undefined, { list: false });
    expect(await render(plan)).toMatchObject(succeeded);
    expect(lists).toEqual([]);
  });

  it("is asked by itself about a task that its list leaves out", async () => {
    const { plan, render, singles } = setup((usual) => ({ items: usual.filter(({ id }) => id !== "task-2") }));
    expect(await render(plan)).toMatchObject(succeeded);
    expect(new Set(singles)).toEqual(new Set(["task-2"]));
  });

  it("is asked by itself for the link that its list lacks", async () => {
    const { plan, render, singles } = setup((usual) => ({ items: usual.map((item) => ({ ...item, url: null })) }));
    expect(await render(plan)).toMatchObject(succeeded);
    expect(singles.toSorted()).toEqual(["task-1", "task-2", "task-3"]);
  });

  it("is asked by itself whether a task has failed", async () => {
    const { plan, render, singles } = setup((usual) => ({ items: usual.map(({ id }) => ({ id, status: "failed" })) }));
    expect(await render(plan)).toMatchObject(succeeded);
    expect(singles.length).toBeGreaterThan(0);
  });

  it.each<[string, () => unknown]>([
    ["has no list", () => ({ httpStatus: 404 })],
    ["answers with something else", () => ({ tasks: [] })],
    ["refuses the key for it", () => ({ httpStatus: 403 })],
    ["fails", () => ({ httpStatus: 500 })],
    ["answers with a page of a gateway", () => "<html>"],
  ])("is asked one by one where it %s", async (_what, listed) => {
    const { plan, render, lists, singles, world } = setup(listed);
    expect(await render(plan)).toMatchObject(succeeded);
    expect(lists.length).toBeLessThanOrEqual(4);
    expect(new Set(singles)).toEqual(new Set(["task-1", "task-2", "task-3"]));
    expect(world.vendor.tasks).toHaveLength(names.length);
  });

  it("is left alone as long as it asks for with a 429", async () => {
    const { plan, render, lists, world } = setup((_usual, nth) =>
      nth === 1 ? { httpStatus: 429, httpHeaders: { "retry-after": "30" } } : undefined,
    );
    const asked: number[] = [];
    const { onPoll } = world.vendor;
    world.vendor.onPoll = (task, id) => {
      asked.push(world.clock.now());
      return onPoll(task, id);
    };
    expect(await render(plan)).toMatchObject(succeeded);
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(30_000);
    expect(lists.length).toBeGreaterThan(1);
  });

  it("is asked about everything at once by the next run", async () => {
    const { plan, render, lists, singles } = setup();
    await render(plan, { maxDurationMs: 2000 });
    expect([lists, singles]).toEqual([[], []]);
    await render(plan);
    expect(lists[0]).toBe("tasks?ids=task-1,task-2,task-3");
  });
});
