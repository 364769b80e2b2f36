import { describe, expect, it } from "vitest";
import { StorageError } from "../failures/storage-error.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";

const plan = aPlan([aTake("reveal"), aTake("detail")], { providers: [aProvider({ concurrency: 1 })] });
const full = (): Promise<never> => Promise.reject(new StorageError("disk_full", { doing: "testing" }));

const readOnly = (): Promise<never> => Promise.reject(new StorageError("read_only", { doing: "testing" }));

/** A ledger that fails at some events, as long as `fails` says so. */
function failingLedger(ledger: Ledger, fails: (event: string) => boolean): Ledger {
  return {
    ...ledger,
    advance: (fence, advance) => (fails(advance.event.type) ? full() : ledger.advance(fence, advance)),
  };
}

describe("a disk that is full", () => {
  it("before the intent is kept: nothing is sent", async () => {
    const { render, vendor, state, ledger } = createWorld();
    const failing = { ...state, ledger: failingLedger(ledger, (event) => event === "intent") };
    const report = await render(plan, { state: failing });
    expect(report).toMatchObject({ ok: false, totals: { left: 2 }, stopped: { code: "disk_full" } });
    expect(vendor.requests).toHaveLength(0);
    expect((await render(plan)).totals).toMatchObject({ succeeded: 2 });
  });

  it("for a moment, when a task's id comes in: it is kept as soon as there is room", async () => {
    const { render, vendor, state, ledger } = createWorld();
    let failures = 0;
    const failing = {
      ...state,
      ledger: failingLedger(ledger, (event) => event === "accepted" && (failures += 1) <= 3),
    };
    expect((await render(plan, { state: failing })).totals).toMatchObject({ succeeded: 2 });
    expect(vendor.tasks).toHaveLength(2);
  });

  it("for good, when a task's id comes in: it is said aloud, and held for a person", async () => {
    const { render, vendor, state, ledger, events } = createWorld();
    const failing = { ...state, ledger: failingLedger(ledger, (event) => event === "accepted") };
    const report = await render(plan, { state: failing });
    expect(report).toMatchObject({ totals: { uncertain: 1, left: 1 }, stopped: { code: "disk_full" } });
    expect(events).toContainEqual(expect.objectContaining({ type: "uncertain", taskId: "task-1" }));
    expect(report.takes[0]).toMatchObject({ status: "uncertain", taskId: "task-1" });
    expect((await render(plan)).totals).toMatchObject({ uncertain: 1, succeeded: 1 });
    expect(vendor.tasks).toHaveLength(2);
  });

  it("while a clip comes in: the run stops, and the next one fetches it", async () => {
    const { render, vendor, state, store } = createWorld();
    const report = await render(plan, { state: { ...state, store: { ...store, openPartial: full } } });
    expect(report.stopped?.code).toBe("disk_full");
    expect(report.takes[0]).toMatchObject({ status: "detached", taskId: "task-1" });
    expect((await render(plan)).totals).toMatchObject({ succeeded: 2 });
    expect(vendor.tasks).toHaveLength(2);
  });

  it("while a clip is put in its place: it is in the store, and the next run places it", async () => {
    const { render, vendor, state, store } = createWorld();
    const report = await render(plan, { state: { ...state, store: { ...store, place: full } } });
    expect(report.takes[0]).toMatchObject({ status: "failed", taskId: "task-1", error: { code: "disk_full" } });
    expect((await render(plan)).ok).toBe(true);
    expect(vendor.tasks).toHaveLength(2);
  });
});

describe("an output folder that cannot be written", () => {
  it("is found out before anything is paid for", async () => {
    const { render, vendor, state, store } = createWorld();
    await expect(render(plan, { state: { ...state, store: { ...store, probe: readOnly } } })).rejects.toMatchObject({
      code: "read_only",
    });
    expect(vendor.requests).toHaveLength(0);
    expect((await render(plan)).ok).toBe(true);
  });
});
