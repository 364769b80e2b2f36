import { describe, expect, it } from "vitest";
import { retryTakes } from "../decide/retry-takes.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createMemoryLockFiles } from "../testing/memory-lock-files.ts";
import { createWorld } from "../testing/world.ts";
import { joinPlan } from "./join-plan.ts";

const reveal = aTake("reveal");
const plan = aPlan([reveal]);

describe("a changed shot", () => {
  it.each([
    ["prompt", ["another clip"], "a clip of reveal", "another clip"],
    ["duration", 8, 5, 8],
    ["resolution", "1080p", undefined, "1080p"],
    ["audio", true, false, true],
  ] as const)(
    "has %s as it was, where the receipt or the hash shows it, and as it is",
    async (field, value, before, after) => {
      const { render, state } = createWorld();
      await render(
        aPlan([{ ...reveal, request: { method: "POST", path: "/tasks", body: { prompt: "a clip of reveal" } } }]),
      );
      const edited = aTake("reveal", { asked: { ...reveal.asked, [field]: value } });
      const [joined] = await joinPlan([aPlan([edited])], state);
      expect(joined).toMatchObject({ action: "stale", changes: [{ field, after }] });
      expect(joined?.changes?.[0]?.before).toBe(before);
    },
  );

  it("says only the field where the clip was paid for elsewhere", async () => {
    const lockFiles = createMemoryLockFiles();
    await createWorld().render(plan, { lockFiles });
    const { state, render } = createWorld();
    await render(aPlan([]), { lockFiles });
    const edited = aTake("reveal", { asked: { ...reveal.asked, duration: 8 } });
    const [joined] = await joinPlan([aPlan([edited])], state, { lockFiles });
    expect(joined).toMatchObject({ action: "stale", reason: "its shot has changed since it was rendered" });
    expect(joined?.changes).toBeUndefined();
  });
});

describe("a retake", () => {
  it("is to be submitted again, also where the lock file still has the clip before", async () => {
    const lockFiles = createMemoryLockFiles();
    const { render, state } = createWorld();
    await render(plan, { lockFiles });
    await retryTakes(state, { take: "reveal" });
    const [joined] = await joinPlan([plan], state, { lockFiles });
    expect(joined).toMatchObject({ action: "render", retake: true });
    expect((await render(plan, { lockFiles })).submitted).toBe(1);
  });

  it("is not one after a failure", async () => {
    const { render, state, vendor } = createWorld();
    vendor.onSubmit = () => ({ status: 400, body: { error: "no" } });
    await render(plan);
    await retryTakes(state, { failed: true });
    expect(await joinPlan([plan], state)).toMatchObject([{ action: "render", reason: "not rendered yet" }]);
    expect((await joinPlan([plan], state))[0]?.retake).toBeUndefined();
  });
});

describe("a clip that was paid for and is not here", () => {
  const detail = aTake("detail", { dependsOn: ["reveal"] });

  it("is fetched, and what needs it waits for it", async () => {
    const { render, state, store } = createWorld();
    await render(plan);
    store.clips.clear();
    expect(await joinPlan([aPlan([reveal, detail])], state)).toMatchObject([
      { action: "missing", fetch: true, reason: "will be downloaded while its link is valid" },
      { action: "waiting", reason: "waiting for reveal" },
    ]);
  });

  it("is fetched too where only the lock file knows of it", async () => {
    const lockFiles = createMemoryLockFiles();
    await createWorld().render(plan, { lockFiles });
    expect(await joinPlan([plan], undefined, { lockFiles })).toMatchObject([{ action: "missing", fetch: true }]);
  });

  it("is missing where a mock took its tasks with it", async () => {
    const { render, state, store } = createWorld();
    const mocked = aPlan(
      [aTake("reveal", { realm: "mock" }), aTake("detail", { realm: "mock", dependsOn: ["reveal"] })],
      {
        providers: [aProvider({ realm: "mock" })],
      },
    );
    const mockState = { ...state, realmClass: "mock" as const };
    await render(aPlan(mocked.takes.slice(0, 1), { providers: mocked.providers }), { state: mockState });
    store.clips.clear();
    const joined = await joinPlan([mocked], mockState);
    expect(joined).toMatchObject([{ action: "missing" }, { action: "blocked" }]);
    expect(joined[0]?.fetch).toBeUndefined();
  });
});

/** Calls of the ledger while plans of so many takes are joined, of which every third is changed and every third new. */
async function callsFor(count: number): Promise<readonly string[]> {
  const { render, state } = createWorld();
  const takes = Array.from({ length: count }, (_, index) => aTake(`take-${index}`));
  await render(aPlan(takes.filter((_, index) => index % 3 > 0)));
  const asked = takes.map((take, index) =>
    index % 3 === 1 ? aTake(take.id, { asked: { ...take.asked, duration: 8 } }) : take,
  );
  const calls: string[] = [];
  const ledger = new Proxy(state.ledger, {
    get: (target, name): unknown => {
      calls.push(String(name));
      return Reflect.get(target, name);
    },
  });
  const joined = await joinPlan([aPlan(asked)], { ...state, ledger });
  expect(joined.map(({ action }) => action).slice(0, 3)).toEqual(["render", "stale", "cached"]);
  return calls;
}

describe("how often the ledger is asked", () => {
  it("does not depend on how many takes there are", async () => {
    const few = await callsFor(18);
    expect(few.toSorted()).toEqual(["currentOf", "takes", "uploads", "versionsIn"]);
    expect(await callsFor(60)).toEqual(few);
  });
});
