import { describe, expect, it } from "vitest";
import { joinPlan } from "../join/join-plan.ts";
import { createMemoryLockFiles, type MemoryLockFiles } from "../testing/memory-lock-files.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";
import { importLockFile } from "./import-lock.ts";

const estimate = { kind: "exact", amount: 2, currency: "CNY" } as const;
const plan = aPlan([aTake("reveal", { estimate }), aTake("detail", { estimate })], {
  providers: [aProvider({ concurrency: 1 })],
});
const fileName = "board.lock.json";

/** The lock file of a machine that has rendered the plan; ids of attempts follow from the seed. */
async function lockOf(seed: number, render = plan): Promise<string> {
  const lockFiles = createMemoryLockFiles();
  await createWorld({ seed }).render(render, { lockFiles });
  return lockFiles.files.get(fileName) ?? "";
}

function having(text: string): MemoryLockFiles {
  const lockFiles = createMemoryLockFiles();
  lockFiles.files.set(fileName, text);
  return lockFiles;
}

function lineOf(text: string, take: string): string {
  return text.split("\n").find((line) => line.startsWith(`    "${take}"`)) ?? "";
}

/** What git makes of two branches that have rendered the same take, and a person who keeps both lines. */
async function mergedBadly(): Promise<string> {
  const [ours, theirs] = [await lockOf(1), await lockOf(2)];
  return ours.replace('  "takes": {\n', `  "takes": {\n${lineOf(theirs, "reveal").replace(/,?$/u, ",")}\n`);
}

/** The same before anybody has looked at it. */
async function inConflict(): Promise<string> {
  const [ours, theirs] = [await lockOf(1), await lockOf(2)];
  const line = lineOf(ours, "reveal");
  return ours.replace(line, `<<<<<<< HEAD\n${line}\n=======\n${lineOf(theirs, "reveal")}\n>>>>>>> theirs`);
}

const hostile: readonly (readonly [string, (text: string) => string, string])[] = [
  [
    "an attempt that is a path",
    (text) => text.replace(/"attempt":"[^"]*"/u, '"attempt":"../x"'),
    "attempt has the wrong form",
  ],
  ["a clip that is not a hash", (text) => text.replace(/"clip":"[^"]*"/u, '"clip":"x"'), "clip has the wrong form"],
  ["a price beyond reason", (text) => text.replace('"amount":2', '"amount":1e300'), "price.amount is out of range"],
  ["a time beyond reason", (text) => text.replace(/"at":\d+/u, '"at":1e300'), "at is out of range"],
  [
    "a realm with a path",
    (text) => text.replace("live:vendor.example.com", "live:a.example/b"),
    "realm has the wrong form",
  ],
  [
    "a realm with a password",
    (text) => text.replace("live:vendor.example.com", "live:a:b@c.example"),
    "realm has the wrong form",
  ],
  [
    "a realm on this machine",
    (text) => text.replace("live:vendor.example.com", "live:localhost"),
    "realm is not a live one",
  ],
  ["a state that nobody knows", (text) => text.replace('"number":1', '"number":1,"state":"free"'), "state has a value"],
  ["a task that is a step up", (text) => text.replace(/"task":"[^"]*"/u, '"task":".."'), "task has the wrong form"],
  ["a number that is none", (text) => text.replace('"number":1', '"number":1.5'), "number is not of type integer"],
  [
    "a model with a terminal's commands",
    (text) => text.replace("model-1", String.raw`m\u001b[2J`),
    "model has the wrong form",
  ],
];

describe("a lock file from a stranger", () => {
  it.each(hostile)("with %s is refused, with its line, and nothing is sent", async (_, change, fault) => {
    const text = change(await lockOf(1));
    const { render, vendor, ledger } = createWorld({ seed: 3 });
    const line = text.split("\n").findIndex((one, index) => one !== "" && index > 2 && one.includes('"digest":')) + 1;
    const refused = { code: "lock_unreadable", line, message: expect.stringContaining(fault) };
    await expect(render(plan, { lockFiles: having(text) })).rejects.toMatchObject(refused);
    await expect(joinPlan([plan], undefined, { lockFiles: having(text) })).rejects.toMatchObject(refused);
    expect(vendor.requests).toEqual([]);
    expect(await ledger.attempts()).toEqual([]);
  });

  it("is taken whatever its takes are called", async () => {
    const odd = aPlan([aTake("__proto__", { estimate }), aTake("constructor", { estimate })], {
      providers: plan.providers,
    });
    const text = await lockOf(1, odd);
    const { render, vendor } = createWorld({ seed: 3 });
    expect((await render(odd, { lockFiles: having(text) })).totals).toMatchObject({ missing: 2 });
    expect(vendor.tasks).toEqual([]);
  });

  it("whose attempt is already recorded here with another request is refused", async () => {
    const { render, vendor } = createWorld();
    const lockFiles = createMemoryLockFiles();
    await render(plan, { lockFiles });
    const text = lockFiles.files.get(fileName) ?? "";
    const [reveal, detail] = plan.takes;
    const swapped = text.replace(reveal?.digest ?? "", detail?.digest ?? "");
    await expect(render(plan, { lockFiles: having(swapped) })).rejects.toMatchObject({ code: "lock_unreadable" });
    expect(vendor.tasks).toHaveLength(2);
  });
});

describe("a lock file that git has merged badly", () => {
  it.each([
    ["with one take twice", mergedBadly, "reveal occurs twice", 7],
    ["with conflict markers", inConflict, "a merge conflict", 6],
  ])(
    "%s is refused, and fixed by an import: both attempts are kept, and nothing is paid again",
    async (_, merge, fault, line) => {
      const text = await merge();
      const { render, state, vendor } = createWorld({ seed: 3 });
      await expect(render(plan, { lockFiles: having(text) })).rejects.toMatchObject({
        code: "lock_unreadable",
        line,
        message: expect.stringContaining(fault),
        hint: expect.stringContaining("Import it"),
        way: "mend-lock",
        file: "board.lock.json",
      });
      const mended = await importLockFile(state, text, fileName);
      expect(mended.records).toBe(6);
      expect(JSON.parse(mended.text)).toMatchObject({
        takes: { detail: { number: 1 }, reveal: { number: 1 } },
        earlier: [{ take: "reveal" }],
      });
      expect((await render(plan, { lockFiles: having(mended.text) })).totals).toMatchObject({ missing: 2 });
      expect(vendor.tasks).toEqual([]);
      expect((await importLockFile(state, mended.text, fileName)).records).toBe(0);
    },
  );

  it("is not taken at all where a line of it cannot be read", async () => {
    const { state } = createWorld({ seed: 3 });
    const text = (await inConflict()).replace(">>>>>>> theirs", ">>>>>>> theirs\n    and so on");
    await expect(importLockFile(state, text, fileName)).rejects.toMatchObject({ code: "lock_unreadable", line: 11 });
    expect(await state.ledger.attempts()).toEqual([]);
  });
});

describe("a ledger that is older than the lock file", () => {
  it.each(["planned", "uncertain", "running"] as const)("takes from it what it knew as %s", async (known) => {
    const lockFiles = createMemoryLockFiles();
    const world = createWorld();
    const one = aPlan([aTake("reveal", { estimate })], { providers: plan.providers });
    const { vendor, render, ledger } = world;
    const finished = vendor.onPoll;
    if (known === "planned") vendor.onSubmit = (nth) => (nth === 1 ? "refused" : undefined);
    if (known === "uncertain") vendor.onSubmit = () => "lost-answer";
    if (known === "running") vendor.onPoll = () => ({ status: "running" });
    const stop = new AbortController();
    await render(one, { maxDurationMs: 1, signal: stop.signal });
    // The backup is a ledger in which this is all that is known.
    const [attempt] = await ledger.attempts();
    if (attempt === undefined) throw new Error("nothing was admitted");
    vendor.onPoll = finished;
    vendor.onSubmit = () => undefined;
    const later = createWorld({ seed: 2 });
    const acquired = await later.ledger.acquire(
      { host: "h", pid: 1, startedAt: "", runId: "r" },
      { isGone: () => true, at: 1 },
    );
    const fence = acquired.acquired ? acquired.fence : 0;
    const { id, realm, digest, provider, model, takes } = attempt;
    await later.ledger.admit(fence, {
      id,
      realm,
      digest,
      provider,
      model,
      takes,
      runId: "r",
      failuresAreFree: false,
      caps: [],
      at: 1,
    });
    const intent = { method: "POST", path: "/tasks", bodyHash: "00", clientId: "c" };
    if (known !== "planned") {
      await later.ledger.advance(fence, { attemptId: id, event: { type: "intent" }, at: 1, intent });
      const failure = { code: "x", message: "y" };
      const event =
        known === "uncertain"
          ? ({ type: "unanswered", failure } as const)
          : ({ type: "accepted", taskId: "task-1" } as const);
      await later.ledger.advance(fence, { attemptId: id, event, at: 1 });
    }
    await later.ledger.release(fence);
    const entry = {
      realm: "live:vendor.example.com",
      digest,
      attempt: id,
      number: 1,
      provider: "vendor",
      format: "wisgate",
    };
    const line = { ...entry, model: "model-1", task: "task-1", clip: "cd".repeat(32), at: 2 };
    lockFiles.files.set(
      fileName,
      JSON.stringify({ version: 1, storyboard: "board", takes: { reveal: line }, earlier: [] }),
    );
    const report = await later.render(one, { lockFiles });
    expect(report.submitted).toBe(0);
    expect(await later.ledger.attempt(id)).toMatchObject({ state: { name: "downloaded", taskId: "task-1" } });
    expect(later.vendor.tasks).toEqual([]);
  });
});
