import { describe, expect, it } from "vitest";
import { exportLedger, importLedger } from "../keep/export-ledger.ts";
import { createMemoryLockFiles } from "../testing/memory-lock-files.ts";
import { aPlan, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";
import { resolveTake } from "./resolve-take.ts";

const link = (id: string): object => ({ status: "succeeded", url: `https://vendor.example.com/files/${id}.mp4` });

describe("a task that was adopted by mistake", () => {
  const held = aPlan([aTake("reveal", { estimate: { kind: "exact", amount: 2, currency: "CNY" } })]);

  it.each(["before it was looked at", "while it runs", "after its clip was fetched"])(
    "is released %s: back to uncertain, nothing is submitted, and it is not adopted again",
    async (when) => {
      const { render, state, vendor, ledger } = createWorld();
      vendor.onSubmit = () => "lost-answer";
      await render(held);
      await resolveTake(state, "reveal", { adopt: "task-other" });
      if (when === "while it runs") {
        vendor.onPoll = () => ({ status: "running" });
        await render(held, { maxDurationMs: 20_000 });
      }
      if (when === "after its clip was fetched") {
        vendor.onPoll = () => link("task-other");
        await render(held);
      }
      const attempt = await resolveTake(state, "reveal", { release: "task-other" });
      expect(attempt).toMatchObject({ state: { name: "uncertain" }, released: ["task-other"] });
      expect(attempt.state).not.toHaveProperty("taskId");
      expect((await ledger.spending("storyboard:board")).spent).toEqual([{ micros: 2_000_000, currency: "CNY" }]);
      expect((await render(held)).totals).toMatchObject({ uncertain: 1 });
      expect(vendor.tasks).toHaveLength(1);
      vendor.onPoll = () => link("task-1");
      await resolveTake(state, "reveal", { adopt: "task-1" });
      expect((await render(held)).totals).toMatchObject({ succeeded: 1 });
      expect(vendor.tasks).toHaveLength(1);
    },
  );

  it("is released by its own id alone", async () => {
    const { render, state, vendor } = createWorld();
    vendor.onSubmit = () => "lost-answer";
    await render(held);
    await expect(resolveTake(state, "reveal", { release: "task-1" })).rejects.toMatchObject({
      code: "nothing_to_decide",
    });
    await resolveTake(state, "reveal", { adopt: "task-1" });
    await expect(resolveTake(state, "reveal", { release: "task-2" })).rejects.toMatchObject({
      code: "nothing_to_decide",
      hint: "It has task-1.",
    });
  });

  it("stays released, whatever an earlier export or lock file says", async () => {
    const { render, state, vendor, ledger } = createWorld();
    const lockFiles = createMemoryLockFiles();
    vendor.onSubmit = () => "lost-answer";
    await render(held, { lockFiles });
    await resolveTake(state, "reveal", { adopt: "task-other" });
    vendor.onPoll = () => ({ status: "running" });
    await render(held, { lockFiles, maxDurationMs: 20_000 });
    const text = await exportLedger(state);
    await resolveTake(state, "reveal", { release: "task-other" });
    expect(await importLedger(state, text)).toBe(0);
    expect((await render(held, { lockFiles })).totals).toMatchObject({ uncertain: 1 });
    expect(await ledger.attempts()).toMatchObject([{ state: { name: "uncertain" } }]);
  });

  it("leaves a lock file that can be read where its clip was fetched and the take is submitted again", async () => {
    const { render, state, vendor } = createWorld();
    const lockFiles = createMemoryLockFiles();
    vendor.onSubmit = () => "lost-answer";
    await render(held, { lockFiles });
    await resolveTake(state, "reveal", { adopt: "task-other" });
    vendor.onPoll = () => link("task-other");
    await render(held, { lockFiles });
    await resolveTake(state, "reveal", { release: "task-other" });
    await resolveTake(state, "reveal", "resubmit");
    vendor.onSubmit = () => undefined;
    vendor.onPoll = () => link("task-2");
    expect((await render(held, { lockFiles })).totals).toMatchObject({ succeeded: 1 });
    expect((await render(held, { lockFiles })).totals).toMatchObject({ cached: 1 });
    expect(lockFiles.files.get("board.lock.json")).not.toContain("retaken");
  });
});
