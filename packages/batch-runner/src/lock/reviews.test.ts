import { describe, expect, it } from "vitest";
import { deliverChoice } from "../decide/deliver-choice.ts";
import { judgeTakes } from "../decide/judge-takes.ts";
import { retryTakes } from "../decide/retry-takes.ts";
import { useVersion } from "../decide/use-version.ts";
import { joinPlan } from "../join/join-plan.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createMemoryLockFiles, type MemoryLockFiles } from "../testing/memory-lock-files.ts";
import { createWorld, type World } from "../testing/world.ts";
import { importLockFile } from "./import-lock.ts";
import { parseLock } from "./lock-file.ts";

const plan = aPlan([aTake("reveal"), aTake("detail")], { providers: [aProvider({ concurrency: 1 })] });
const fileName = "board.lock.json";
const file = "/boards/renders/board/reveal.mp4";

interface Chosen {
  readonly world: World;
  readonly lockFiles: MemoryLockFiles;
  /** Hashes of the first and the second version. */
  readonly clips: readonly [string, string];
}

/** A machine on which a take was rendered twice and its first version chosen. */
async function chooseTheFirst(): Promise<Chosen> {
  const lockFiles = createMemoryLockFiles();
  const world = createWorld();
  await world.render(plan, { lockFiles });
  await retryTakes(world.state, { take: "reveal" });
  await world.render(plan, { lockFiles });
  const version = await useVersion(world.state, "reveal", 1, { note: "the hands are right" });
  await deliverChoice(world.state, plan, [version], { lockFiles });
  const [first, second] = await world.ledger.versions({ storyboard: "board", take: "reveal" });
  return { world, lockFiles, clips: [first?.sha256 ?? "", second?.sha256 ?? ""] };
}

describe("a choice", () => {
  it("changes the file and the lock file at once", async () => {
    const { world, lockFiles, clips } = await chooseTheFirst();
    expect(clips[0]).not.toBe(clips[1]);
    expect(world.store.files.get(file)).toEqual(world.store.clips.get(clips[0]));
    const lock: unknown = JSON.parse(lockFiles.files.get(fileName) ?? "");
    expect(lock).toMatchObject({
      version: 2,
      takes: { reveal: { clip: clips[1], task: "task-3" } },
      earlier: [{ take: "reveal", state: "retaken", clip: clips[0], task: "task-1" }],
      reviews: { reveal: { use: { clip: clips[0], note: "the hands are right" }, verdicts: [] } },
    });
    expect(
      lockFiles.files
        .get(fileName)
        ?.split("\n")
        .filter((line) => line.includes('"reveal"')),
    ).toHaveLength(3);
  });

  it("is delivered by a fresh clone, which pays for nothing", async () => {
    const { world, lockFiles, clips } = await chooseTheFirst();
    const fresh = createWorld({ seed: 2 });
    const report = await fresh.render(plan, { lockFiles, transport: world.vendor.transport });
    expect(report).toMatchObject({ ok: true, submitted: 0 });
    expect(fresh.store.files.get(file)).toEqual(world.store.clips.get(clips[0]));
    expect(await fresh.ledger.take({ storyboard: "board", take: "reveal" })).toMatchObject({ chosen: 1 });
    const text = lockFiles.files.get(fileName);
    await fresh.render(plan, { lockFiles });
    expect(lockFiles.files.get(fileName)).toBe(text);
  });

  it("that is not available leaves the place alone: the newest may be what was rejected", async () => {
    const { world, lockFiles } = await chooseTheFirst();
    const finished = world.vendor.onPoll;
    world.vendor.onPoll = (task, taskId) =>
      taskId === "task-1" ? { httpStatus: 404, code: "unknown_task" } : finished(task, taskId);
    const fresh = createWorld({ seed: 2 });
    const onFresh = { lockFiles, transport: world.vendor.transport };
    const report = await fresh.render(plan, onFresh);
    expect(report.takes).toMatchObject([
      { id: "reveal", status: "missing", error: { code: "clip_missing" } },
      { id: "detail", status: "cached" },
    ]);
    expect(fresh.store.files.has(file)).toBe(false);
    expect(await joinPlan([plan], fresh.state, { lockFiles })).toMatchObject([
      { action: "missing", fetch: true },
      { action: "cached" },
    ]);
    expect((await fresh.render(plan, { ...onFresh, rebuy: true })).submitted).toBe(0);
  });

  it("of later moves an earlier one on another machine", async () => {
    const { world, lockFiles, clips } = await chooseTheFirst();
    const fresh = createWorld({ seed: 2 });
    const onFresh = { lockFiles, transport: world.vendor.transport };
    await fresh.render(plan, onFresh);
    await world.clock.run(() => world.clock.sleep(1000));
    const newest = await useVersion(world.state, "reveal", undefined);
    await deliverChoice(world.state, plan, [newest], { lockFiles });
    await fresh.render(plan, onFresh);
    expect(fresh.store.files.get(file)).toEqual(world.store.clips.get(clips[1]));
  });
});

describe("a verdict", () => {
  it("is of the clip that counts, with its note", async () => {
    const { world, lockFiles, clips } = await chooseTheFirst();
    const key = { storyboard: "board", take: "reveal" };
    await judgeTakes(world.state, [key, { storyboard: "board", take: "detail" }], { verdict: "approved" });
    await judgeTakes(world.state, [key], { verdict: "rejected", note: "six fingers" });
    await deliverChoice(world.state, plan, [], { lockFiles });
    expect(JSON.parse(lockFiles.files.get(fileName) ?? "")).toMatchObject({
      reviews: {
        reveal: { use: { clip: clips[0] }, verdicts: [{ clip: clips[0], verdict: "rejected", note: "six fingers" }] },
        detail: { verdicts: [{ verdict: "approved" }] },
      },
    });
  });

  it("is refused for all where one take has no clip", async () => {
    const { state, ledger } = createWorld();
    const keys = [{ storyboard: "board", take: "reveal" }];
    await expect(judgeTakes(state, keys, { verdict: "approved" })).rejects.toMatchObject({ code: "version_unknown" });
    expect(await ledger.holder()).toBeUndefined();
  });
});

describe("a lock file with reviews", () => {
  it("that git merged badly is fixed, the later word of each take kept", async () => {
    const { lockFiles, clips } = await chooseTheFirst();
    const text = lockFiles.files.get(fileName) ?? "";
    const lines = text.split("\n");
    const at = lines.findIndex((line) => line.includes('"verdicts"'));
    const other = `    "reveal": ${JSON.stringify({ use: { clip: clips[1], at: 7_000_000_000_000 }, verdicts: [] })}`;
    const merged = lines
      .toSpliced(at, 1, "<<<<<<< ours", lines[at] ?? "", "=======", other, ">>>>>>> theirs")
      .join("\n");
    const fresh = createWorld({ seed: 2 });
    const { text: mended } = await importLockFile(fresh.state, merged, fileName);
    expect(parseLock(mended, fileName).reviews.get("reveal")?.use?.clip).toBe(clips[1]);
    expect(await fresh.ledger.take({ storyboard: "board", take: "reveal" })).toMatchObject({ chosen: 2 });
  });

  it.each([
    [{ verdicts: [{ clip: "../x", verdict: "approved", at: 1 }] }, "verdicts.0.clip"],
    [{ verdicts: [{ clip: "0".repeat(64), verdict: "fine", at: 1 }] }, "verdicts.0.verdict"],
    [{ use: { clip: "0".repeat(64) }, verdicts: [] }, "use has no at"],
    [{ use: { at: 1, note: "\u001B[2J" }, verdicts: [] }, "use.note"],
  ])("refuses %j", (review, place) => {
    const text = JSON.stringify({
      version: 2,
      storyboard: "board",
      takes: {},
      earlier: [],
      reviews: { reveal: review },
    });
    expect(() => parseLock(text, fileName)).toThrow(place);
  });
});
