import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { joinPlan } from "../join/join-plan.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createMemoryLockFiles } from "../testing/memory-lock-files.ts";
import { createScriptedVendor } from "../testing/scripted-vendor.ts";
import { createWorld } from "../testing/world.ts";
import { importLockFile } from "./import-lock.ts";
import { createDiskLockFiles } from "./disk-lock-files.ts";

const estimate = { kind: "exact", amount: 2, currency: "CNY" } as const;
const reveal = aTake("reveal", { estimate });
const detail = aTake("detail", { estimate });
const providers = [aProvider({ concurrency: 1 })];
const plan = aPlan([reveal, detail], { providers });
const edited = aTake("reveal", { estimate, asked: { ...reveal.asked, prompt: ["another clip"] } });
const fileName = "board.lock.json";

/** A machine that has rendered the plan, and its lock file; the same vendor serves the others. */
async function renderElsewhere(): Promise<{
  readonly lockFiles: ReturnType<typeof createMemoryLockFiles>;
  readonly vendor: ReturnType<typeof createScriptedVendor>;
}> {
  const lockFiles = createMemoryLockFiles();
  const { render, vendor } = createWorld();
  await render(plan, { lockFiles });
  return { lockFiles, vendor };
}

describe("the lock file", () => {
  it("says take by take what was paid for, without any address", async () => {
    const { lockFiles, vendor } = await renderElsewhere();
    const text = lockFiles.files.get(fileName) ?? "";
    const entry = {
      realm: "live:vendor.example.com",
      attempt: expect.any(String),
      number: 1,
      provider: "vendor",
      format: "wisgate",
      model: "model-1",
      clip: expect.stringMatching(/^[0-9a-f]{64}$/u),
      lastFrame: expect.stringMatching(/^[0-9a-f]{64}$/u),
      price: { amount: 2, currency: "CNY" },
      at: expect.any(Number),
    };
    expect(JSON.parse(text)).toEqual({
      version: 1,
      storyboard: "board",
      takes: {
        detail: { ...entry, digest: detail.digest, task: "task-2" },
        reveal: { ...entry, digest: reveal.digest, task: "task-1" },
      },
      earlier: [],
    });
    expect(vendor.tasks).toHaveLength(2);
    expect(text).not.toMatch(/:\/\/|canary/u);
    expect(text.split("\n").filter((line) => line.includes("digest"))).toHaveLength(2);
  });

  it("is written only where something has changed, and never for a mock", async () => {
    const { render } = createWorld();
    const lockFiles = createMemoryLockFiles();
    await render(plan, { lockFiles });
    await render(plan, { lockFiles });
    expect(lockFiles.writes).toBe(1);

    const mocked = createWorld();
    const unlocked = createMemoryLockFiles();
    await mocked.render(aPlan([aTake("reveal", { realm: "mock" })], { providers: [aProvider({ realm: "mock" })] }), {
      state: { ...mocked.state, realmClass: "mock" },
      lockFiles: unlocked,
    });
    expect(unlocked.files.size).toBe(0);
  });

  it("keeps what was paid for before a shot was edited", async () => {
    const { render } = createWorld();
    const lockFiles = createMemoryLockFiles();
    await render(plan, { lockFiles });
    await render(aPlan([edited, detail], { providers }), { lockFiles, allowStale: true });
    expect(JSON.parse(lockFiles.files.get(fileName) ?? "")).toMatchObject({
      takes: { reveal: { digest: edited.digest } },
      earlier: [{ take: "reveal", digest: reveal.digest }],
    });
  });
});

describe("a fresh machine with the lock file", () => {
  it("fetches what is paid for while its link lives, and pays for nothing", async () => {
    const { lockFiles, vendor } = await renderElsewhere();
    const fresh = createWorld({ seed: 2 });
    expect((await joinPlan([plan], fresh.state, { lockFiles })).map(({ action }) => action)).toEqual([
      "missing",
      "missing",
    ]);
    expect((await joinPlan([plan], undefined, { lockFiles })).map(({ action }) => action)).toEqual([
      "missing",
      "missing",
    ]);
    const report = await fresh.render(plan, { lockFiles, transport: vendor.transport });
    expect(report.totals).toMatchObject({ cached: 2, missing: 0 });
    expect(report.submitted).toBe(0);
    expect(vendor.tasks).toHaveLength(2);
    expect((await fresh.ledger.spending("storyboard:board")).spent).toEqual([{ micros: 4_000_000, currency: "CNY" }]);
  });

  it("leaves what is gone as missing, and buys it again only with rebuy", async () => {
    const { lockFiles, vendor } = await renderElsewhere();
    const finished = vendor.onPoll;
    vendor.onPoll = (task, taskId) =>
      ["task-1", "task-2"].includes(taskId) ? { httpStatus: 404, code: "unknown_task" } : finished(task, taskId);
    const fresh = createWorld({ seed: 2 });
    const onFresh = { lockFiles, transport: vendor.transport };
    expect((await fresh.render(plan, onFresh)).totals).toMatchObject({ missing: 2 });
    expect(vendor.tasks).toHaveLength(2);
    expect((await fresh.render(plan, { ...onFresh, rebuy: true })).totals).toMatchObject({ succeeded: 2 });
    expect(vendor.tasks).toHaveLength(4);
  });

  it("takes an edited shot for changed, not for new", async () => {
    const { lockFiles } = await renderElsewhere();
    const fresh = createWorld({ seed: 2 });
    const changed = aPlan([edited], { providers });
    expect(await joinPlan([changed], fresh.state, { lockFiles })).toMatchObject([{ action: "stale" }]);
    const report = await fresh.render(changed, { lockFiles });
    expect(report.takes).toMatchObject([{ status: "left", error: { code: "stale" } }]);
    expect(fresh.vendor.tasks).toHaveLength(0);
  });

  it("collects a task that still ran when the lock file was written", async () => {
    const lockFiles = createMemoryLockFiles();
    const first = createWorld();
    const finished = first.vendor.onPoll;
    first.vendor.onPoll = () => ({ status: "running" });
    await first.render(aPlan([reveal], { providers }), { lockFiles, maxDurationMs: 20_000 });
    expect(JSON.parse(lockFiles.files.get(fileName) ?? "")).toMatchObject({ takes: { reveal: { state: "running" } } });
    first.vendor.onPoll = finished;
    const fresh = createWorld({ seed: 2 });
    expect(await joinPlan([plan], fresh.state, { lockFiles })).toMatchObject([
      { action: "collect", taskId: "task-1" },
      { action: "render" },
    ]);
    const report = await fresh.render(aPlan([reveal], { providers }), { lockFiles, transport: first.vendor.transport });
    expect(report.totals).toMatchObject({ succeeded: 1 });
    expect(first.vendor.tasks).toHaveLength(1);
  });

  it("waits for a task that still ran, also where the lock file was taken in by hand", async () => {
    const lockFiles = createMemoryLockFiles();
    const first = createWorld();
    const finished = first.vendor.onPoll;
    first.vendor.onPoll = () => ({ status: "running" });
    await first.render(aPlan([reveal], { providers }), { lockFiles, maxDurationMs: 20_000 });
    let polls = 0;
    first.vendor.onPoll = (task, taskId) => ((polls += 1) < 5 ? { status: "running" } : finished(task, taskId));
    const fresh = createWorld({ seed: 2 });
    await importLockFile(fresh.state, lockFiles.files.get(fileName) ?? "", fileName);
    const report = await fresh.render(aPlan([reveal], { providers }), { transport: first.vendor.transport });
    expect(report.totals).toMatchObject({ succeeded: 1, detached: 0 });
    expect(first.vendor.tasks).toHaveLength(1);
  });

  it("holds what is uncertain elsewhere", async () => {
    const lockFiles = createMemoryLockFiles();
    const first = createWorld();
    first.vendor.onSubmit = () => "lost-answer";
    await first.render(aPlan([reveal], { providers }), { lockFiles });
    const fresh = createWorld({ seed: 2 });
    expect(await joinPlan([aPlan([reveal], { providers })], undefined, { lockFiles })).toMatchObject([
      { action: "uncertain" },
    ]);
    expect((await fresh.render(aPlan([reveal], { providers }), { lockFiles })).totals).toMatchObject({ uncertain: 1 });
    expect(fresh.vendor.tasks).toHaveLength(0);
  });

  it.each([
    ["half of it", '{"version": 1, "storyboard": "board", "takes": {', "lock_unreadable"],
    ["a merge conflict", "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n", "lock_unreadable"],
    ["an entry without a digest", '{"version":1,"takes":{"reveal":{"task":"t"}},"earlier":[]}', "lock_unreadable"],
    ["a newer release's", '{"version":3,"takes":{},"earlier":[]}', "lock_too_new"],
  ])("submits nothing while it has %s", async (_, text, code) => {
    const lockFiles = createMemoryLockFiles();
    lockFiles.files.set(fileName, text);
    const { render, vendor, ledger } = createWorld();
    await expect(render(plan, { lockFiles })).rejects.toMatchObject({ name: "LockFileError", code });
    await expect(joinPlan([plan], undefined, { lockFiles })).rejects.toMatchObject({ code });
    expect(vendor.requests).toEqual([]);
    expect(await ledger.holder()).toBeUndefined();
    expect(lockFiles.writes).toBe(0);
  });

  it("never uses an entry of another origin", async () => {
    const { lockFiles } = await renderElsewhere();
    const elsewhere = "live:https://other.example.com" as const;
    const moved = aPlan([aTake("reveal", { estimate, realm: elsewhere })], {
      providers: [aProvider({ realm: elsewhere, baseUrl: "https://other.example.com" })],
    });
    expect(await joinPlan([moved], undefined, { lockFiles })).toMatchObject([{ action: "render" }]);
  });
});

describe("lock files on the disk", () => {
  it("are replaced whole, or reported where they cannot be", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shotlist-lock-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const lockFiles = createDiskLockFiles({ fileOf: ({ storyboard }) => join(folder, `${storyboard}.lock.json`) });
    expect(await lockFiles.read(plan)).toBeUndefined();
    await lockFiles.write(plan, "one\n");
    await lockFiles.write(plan, "two\n");
    expect(await lockFiles.read(plan)).toBe("two\n");
    expect(readdirSync(folder)).toEqual([fileName]);
    expect(readFileSync(join(folder, fileName), "utf8")).toBe("two\n");

    const blocked = createDiskLockFiles({ fileOf: () => join(folder, fileName, "below") });
    writeFileSync(join(folder, "file"), "");
    await expect(blocked.write(plan, "three\n")).rejects.toMatchObject({ name: "StorageError" });
    const { render, events } = createWorld();
    const report = await render(plan, { lockFiles: { ...blocked, read: async () => undefined } });
    expect(report.ok).toBe(true);
    expect(events).toContainEqual(
      expect.objectContaining({ type: "warning", message: expect.stringContaining("The lock file was not written") }),
    );
  });
});
