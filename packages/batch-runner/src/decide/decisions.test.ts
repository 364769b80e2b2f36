import { describe, expect, it } from "vitest";
import type { FormatSupport } from "../formats/format-support.ts";
import { plainFormat } from "../testing/plain-format.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld, type World } from "../testing/world.ts";
import { cancelTakes, type Cancellation } from "./cancel-takes.ts";
import { abandonLiveAttempts, listUncertain } from "./resolve-take.ts";
import { retryTakes } from "./retry-takes.ts";
import { statusOf } from "./status-of.ts";
import { useVersion } from "./use-version.ts";

const plan = aPlan([aTake("reveal"), aTake("detail")], { providers: [aProvider({ concurrency: 1 })] });
const link = (id: string | undefined): object => ({
  status: "succeeded",
  url: `https://vendor.example.com/files/${id}.mp4`,
});

describe("retrying", () => {
  it("submits what failed again, and nothing else", async () => {
    const { render, vendor, state } = createWorld();
    vendor.onPoll = (task) => (task?.id === "task-1" ? { status: "failed", message: "no" } : link(task?.id));
    await render(plan);
    expect(await retryTakes(state, { failed: true })).toEqual([{ storyboard: "board", take: "reveal" }]);
    const report = await render(plan);
    expect(report.totals).toMatchObject({ succeeded: 1, cached: 1 });
    expect(vendor.tasks).toHaveLength(3);
    expect(vendor.tasks[2]?.body["seed"]).not.toBe(vendor.tasks[0]?.body["seed"]);
  });

  it("of other storyboards leaves this one alone", async () => {
    const { render, vendor, state } = createWorld();
    vendor.onPoll = () => ({ status: "failed", message: "no" });
    await render(plan);
    expect(await retryTakes(state, { failed: true, storyboards: ["other"] })).toEqual([]);
  });

  it("a take that has a clip keeps that clip when the retake fails", async () => {
    const { render, vendor, state, store, ledger } = createWorld();
    await render(plan);
    const before = store.files.get("/boards/renders/board/reveal.mp4");
    await retryTakes(state, { take: "reveal" });
    vendor.onPoll = () => ({ status: "failed", message: "no" });
    expect((await render(plan)).totals).toMatchObject({ failed: 1, cached: 1 });
    expect(store.files.get("/boards/renders/board/reveal.mp4")).toBe(before);
    expect(await ledger.versions({ storyboard: "board", take: "reveal" })).toHaveLength(1);
  });

  it("is refused for an uncertain take", async () => {
    const { render, vendor, state } = createWorld();
    vendor.onSubmit = () => "reset";
    await render(plan);
    await expect(retryTakes(state, { take: "reveal" })).rejects.toMatchObject({ code: "nothing_to_decide" });
  });
});

async function twoVersions(): Promise<World> {
  const world = createWorld();
  await world.render(plan);
  await retryTakes(world.state, { take: "reveal" });
  await world.render(plan);
  return world;
}

describe("choosing a version", () => {
  it("puts that clip at the take's place with the next run", async () => {
    const { state, render, store, vendor } = await twoVersions();
    const newest = store.files.get("/boards/renders/board/reveal.mp4");
    const chosen = await useVersion(state, "reveal", 1);
    await render(plan);
    expect(store.files.get("/boards/renders/board/reveal.mp4")).toEqual(store.clips.get(chosen.sha256));
    await useVersion(state, "reveal", undefined);
    await render(plan);
    expect(store.files.get("/boards/renders/board/reveal.mp4")).toEqual(newest);
    expect(vendor.tasks).toHaveLength(3);
  });

  it("counts too where the newest retake failed, and where the clip never came to its place", async () => {
    const { state, render, store, vendor } = await twoVersions();
    const chosen = await useVersion(state, "reveal", 1);
    await retryTakes(state, { take: "reveal" });
    vendor.onPoll = () => ({ status: "failed", message: "no" });
    expect((await render(plan)).totals).toMatchObject({ failed: 1, cached: 1 });
    expect(store.files.get("/boards/renders/board/reveal.mp4")).toEqual(store.clips.get(chosen.sha256));
    const newest = await useVersion(state, "reveal", undefined);
    store.files.clear();
    await render(plan);
    expect(store.files.get("/boards/renders/board/reveal.mp4")).toEqual(store.clips.get(newest.sha256));
  });

  it("is refused for a version that is not, and for a clip that is gone", async () => {
    const { state, store } = await twoVersions();
    await expect(useVersion(state, "reveal", 9)).rejects.toMatchObject({
      code: "version_unknown",
      hint: "It has 1, 2.",
    });
    store.clips.clear();
    await expect(useVersion(state, "reveal", 1)).rejects.toMatchObject({ code: "clip_missing" });
  });
});

const cancelling: FormatSupport = {
  ...plainFormat,
  cancel: (taskId) => ({ method: "DELETE", path: `/tasks/${taskId}` }),
};

async function cancelled(
  status: string,
  formats: FormatSupport,
): Promise<{ outcomes: Cancellation["outcome"][]; deletes: number }> {
  const { render, vendor, state, clock } = createWorld();
  let now = status;
  vendor.onPoll = () => ({ status: now });
  await render(aPlan([aTake("reveal")]), { maxDurationMs: 20_000 });
  const { transport } = vendor;
  let deletes = 0;
  const results = await clock.run(() =>
    cancelTakes(state, {
      keys: () => "key",
      formats: () => formats,
      transport: {
        ...transport,
        async request(request, options) {
          if (request.method !== "DELETE") return transport.request(request, options);
          deletes += 1;
          now = "cancelled";
          return { status: 200, headers: {}, body: new Uint8Array() };
        },
      },
    }),
  );
  return { outcomes: results.map(({ outcome }) => outcome), deletes };
}

describe("calling a task off", () => {
  it("works while it waits", async () => {
    expect(await cancelled("queued", cancelling)).toEqual({ outcomes: ["cancelled"], deletes: 1 });
  });

  it("is not tried once it runs, because it could delete what was paid for", async () => {
    expect(await cancelled("running", cancelling)).toEqual({ outcomes: ["too_late"], deletes: 0 });
  });

  it("is not tried on a look that is old, as after a machine has slept", async () => {
    const { render, vendor, state, clock } = createWorld();
    vendor.onPoll = () => ({ status: "queued" });
    await render(aPlan([aTake("reveal")]), { maxDurationMs: 20_000 });
    const asked: string[] = [];
    const transport: typeof vendor.transport = {
      ...vendor.transport,
      async request(request, options) {
        asked.push(request.method);
        const answer = await vendor.transport.request(request, options);
        await clock.sleep(3_600_000);
        return answer;
      },
    };
    const [result] = await clock.run(() =>
      cancelTakes(state, { keys: () => "key", formats: () => cancelling, transport }),
    );
    expect({ outcome: result?.outcome, asked }).toEqual({ outcome: "unknown", asked: ["GET"] });
  });

  it("is not offered by every format", async () => {
    expect(await cancelled("queued", plainFormat)).toEqual({ outcomes: ["not_offered"], deletes: 0 });
  });
});

describe("a clip whose bytes are gone", () => {
  it("comes back from the output file", async () => {
    const { render, vendor, store } = createWorld();
    await render(plan);
    store.clips.clear();
    const downloads = vendor.requests.length;
    expect((await render(plan)).totals).toMatchObject({ cached: 2 });
    expect(vendor.requests).toHaveLength(downloads);
  });

  it("comes back from the vendor while its link lives", async () => {
    const { render, vendor, store } = createWorld();
    await render(plan);
    store.clips.clear();
    store.files.clear();
    expect((await render(plan)).totals).toMatchObject({ cached: 2 });
    expect(vendor.tasks).toHaveLength(2);
  });

  it("is missing when nobody has it, and never bought again unasked", async () => {
    const { render, vendor, store } = createWorld();
    await render(plan);
    store.clips.clear();
    store.files.clear();
    vendor.onPoll = () => ({ httpStatus: 404, code: "unknown_task" });
    expect((await render(plan)).totals).toMatchObject({ missing: 2 });
    expect(vendor.tasks).toHaveLength(2);
    vendor.onPoll = (task) =>
      vendor.tasks.indexOf(task ?? { id: "", body: {}, polls: 0 }) < 2 ? { httpStatus: 404 } : link(task?.id);
    expect((await render(plan, { rebuy: true })).totals).toMatchObject({ succeeded: 2 });
    expect(vendor.tasks).toHaveLength(4);
  });
});

describe("a shot that was edited while its task ran", () => {
  it("is collected all the same: it is paid for", async () => {
    const { render, vendor, ledger } = createWorld();
    vendor.onPoll = () => ({ status: "running" });
    await render(aPlan([aTake("reveal")]), { maxDurationMs: 20_000 });
    vendor.onPoll = (task) => link(task?.id);
    const edited = aTake("reveal", { asked: { ...aTake("reveal").asked, prompt: ["another clip"] } });
    const report = await render(aPlan([edited]));
    expect(report.takes).toMatchObject([{ status: "left", error: { code: "stale" } }]);
    expect(await ledger.versions({ storyboard: "board", take: "reveal" })).toMatchObject([
      { number: 1, sha256: expect.any(String) },
    ]);
  });
});

describe("the status", () => {
  it("shows every attempt and what it cost", async () => {
    const { render, state, vendor } = createWorld();
    const estimate = { kind: "exact", amount: 1.5, currency: "CNY" } as const;
    vendor.onSubmit = (nth) => (nth === 2 ? "reset" : undefined);
    const priced = aPlan([aTake("reveal", { estimate }), aTake("detail", { estimate })], {
      providers: [aProvider({ concurrency: 1 })],
    });
    await render(priced);
    const status = await statusOf(state, [priced]);
    expect(status.attempts.map(({ state: stands, cost }) => [stands, cost?.amount])).toEqual([
      ["downloaded", 1.5],
      ["uncertain", 1.5],
    ]);
    expect({ spent: status.spent, reserved: status.reserved }).toEqual({
      spent: [{ amount: 1.5, currency: "CNY" }],
      reserved: [{ amount: 1.5, currency: "CNY" }],
    });
    expect(await listUncertain(state)).toMatchObject([
      { takes: [{ take: "detail" }], reason: "The connection was reset" },
    ]);
  });
});

describe("a mock that has ended", () => {
  it("takes its tasks with it: they are rendered again", async () => {
    const { render, vendor, state } = createWorld();
    const mock = { ...state, realmClass: "mock" } as const;
    const mocked = aPlan([aTake("reveal", { realm: "mock" })], { providers: [aProvider({ realm: "mock" })] });
    vendor.onPoll = () => ({ status: "running" });
    await render(mocked, { state: mock, maxDurationMs: 20_000 });
    expect(await abandonLiveAttempts(mock)).toBe(1);
    vendor.onPoll = (task) => link(task?.id);
    expect((await render(mocked, { state: mock })).totals).toMatchObject({ succeeded: 1 });
  });

  it("is not what a live vendor ever is", async () => {
    const { state } = createWorld();
    await expect(abandonLiveAttempts(state)).rejects.toThrow("never forgotten");
  });
});
