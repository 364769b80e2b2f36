import { describe, expect, it } from "vitest";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";

const shots = (count: number): ReturnType<typeof aTake>[] =>
  Array.from({ length: count }, (_, index) => aTake(`shot-${index}`));

describe("a run that is stopped", () => {
  it("submits nothing more, keeps what runs for the next run, and says so", async () => {
    const { render, vendor } = createWorld();
    const controller = new AbortController();
    vendor.onPoll = (task) => {
      controller.abort();
      return { status: "running", of: task?.id };
    };
    const report = await render(aPlan(shots(10)), { signal: controller.signal });
    expect(report.totals).toMatchObject({ detached: 3, left: 7 });
    expect(report.stopped?.code).toBe("interrupted");
    vendor.onPoll = (task) => ({ status: "succeeded", url: `https://vendor.example.com/files/${task?.id}.mp4` });
    const next = await render(aPlan(shots(10)));
    expect(next.totals).toMatchObject({ succeeded: 10 });
    expect(vendor.tasks).toHaveLength(10);
  });

  it("waits five seconds for a submit in flight, then saves it as uncertain", async () => {
    const { render, vendor, clock } = createWorld();
    const controller = new AbortController();
    vendor.onSubmit = () => {
      controller.abort();
      return "stall";
    };
    const started = clock.now();
    const report = await render(aPlan(shots(1)), { signal: controller.signal });
    expect(report.takes[0]?.status).toBe("uncertain");
    expect(clock.now() - started).toBe(5000);
  });

  it("does nothing at all when the signal has fired before", async () => {
    const { render, vendor } = createWorld();
    const report = await render(aPlan(shots(3)), { signal: AbortSignal.abort() });
    expect(report.totals).toMatchObject({ left: 3 });
    expect(vendor.requests).toHaveLength(0);
  });

  it("detaches at its longest duration, and collects in the next run", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => ({ status: "running" });
    const report = await render(aPlan(shots(5)), { maxDurationMs: 60_000 });
    expect(report.totals).toMatchObject({ detached: 3, left: 2 });
    expect(report.stopped?.code).toBe("max_duration");
  });

  it("collects what no shot asks for any more, with a receipt that claims no other shot's request", async () => {
    const { render, store, vendor } = createWorld();
    await render(aPlan([aTake("reveal")]), { maxDurationMs: 1 });
    const edited = aTake("reveal", { asked: { ...aTake("reveal").asked, prompt: ["another clip"] } });
    await render(aPlan([edited]));
    expect(vendor.tasks).toHaveLength(1);
    expect([...store.receipts.values()]).toEqual([
      expect.objectContaining({ task: "task-1", request: null, bodyHash: expect.stringMatching(/^[0-9a-f]{64}$/u) }),
    ]);
  });

  it("leaves no wait behind, even while a provider is paused", async () => {
    const { render, vendor, clock } = createWorld();
    vendor.onSubmit = (nth) => (nth === 2 ? { status: 429, headers: { "retry-after": "600" } } : undefined);
    await render(aPlan(shots(2), { providers: [aProvider({ concurrency: 2 })] }), { maxDurationMs: 30_000 });
    expect(clock.sleepers()).toBe(0);
  });
});

describe("two runs", () => {
  it("do not share a ledger: the second learns who holds it", async () => {
    const { render, vendor } = createWorld();
    let second: unknown;
    vendor.onSubmit = (nth) => {
      if (nth === 1) second = render(aPlan(shots(3))).catch((error: unknown) => error);
      return undefined;
    };
    const first = await render(aPlan(shots(3)));
    expect(first.totals).toMatchObject({ succeeded: 3 });
    expect(await second).toMatchObject({ code: "ledger_held", holder: { pid: process.pid } });
    expect(vendor.tasks).toHaveLength(3);
  });

  it("do not both write: one that was taken over stops at its next write, before another submit", async () => {
    const { render, state, vendor } = createWorld();
    const plan = aPlan(shots(3), { providers: [aProvider({ concurrency: 1 })] });
    const processes = { ...state.processes, isGone: () => true };
    let second: Promise<unknown> | undefined;
    vendor.onPoll = (task) => {
      // The first run is not gone, but the second believes it is.
      second ??= render(plan, { state: { ...state, processes } });
      return (task?.polls ?? 0) < 2
        ? { status: "running" }
        : { status: "succeeded", url: `https://vendor.example.com/files/${task?.id}.mp4` };
    };
    const first = await render(plan);
    await second;
    expect(first.stopped?.code).toBe("ledger_fenced");
    expect(vendor.tasks).toHaveLength(3);
  });
});
