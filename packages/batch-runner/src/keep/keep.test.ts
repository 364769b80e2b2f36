import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonObject } from "@shotlist/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { retryTakes } from "../decide/retry-takes.ts";
import { createMemoryLedger } from "../testing/memory-ledger.ts";
import { openState } from "../open-state.ts";
import type { RunReport } from "../work/outcome.ts";
import type { State } from "../state/state.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createMemoryLockFiles } from "../testing/memory-lock-files.ts";
import { createWorld, type World } from "../testing/world.ts";
import { collectGarbage } from "./collect-garbage.ts";
import { exportLedger, importLedger, rebuildLedger } from "./export-ledger.ts";
import { bytesInMemory } from "../container/file-bytes.ts";
import { tinyClip } from "../testing/tiny-clip.ts";
import { verifyStore } from "./verify-store.ts";

const estimate = { kind: "exact", amount: 2, currency: "CNY" } as const;
const plan = aPlan([aTake("reveal", { estimate }), aTake("detail", { estimate })], {
  providers: [aProvider({ concurrency: 1 })],
});

interface Studio extends World {
  readonly folder: string;
  readonly state: State;
  readonly renderHere: (state?: State) => Promise<RunReport>;
}

/** A world whose ledger and store are on the disk. */
function createStudio(): Studio {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-keep-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const world = createWorld();
  const state = openState({ dir: folder, realmClass: "live", clock: world.clock });
  onTestFinished(() => state.close());
  const renderHere = (other: State = state): Promise<RunReport> =>
    world.render(plan, {
      state: other,
      outputDirOf: () => join(folder, other === state ? "renders" : "renders-elsewhere"),
    });
  return { ...world, folder, state, renderHere };
}

function anotherState({ clock }: World): State {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-keep-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const state = openState({ dir: folder, realmClass: "live", clock });
  onTestFinished(() => state.close());
  return state;
}

describe("an exported ledger", () => {
  it("stays the same text where a run had nothing to do", async () => {
    const studio = createStudio();
    await studio.renderHere();
    const text = await exportLedger(studio.state);
    await studio.renderHere();
    expect(await exportLedger(studio.state)).toBe(text);
  });

  it("is the same text each time, and the same again after it was imported elsewhere", async () => {
    const studio = createStudio();
    studio.vendor.onSubmit = (nth) => (nth === 2 ? "lost-answer" : undefined);
    await studio.renderHere();
    const text = await exportLedger(studio.state);
    const other = anotherState(studio);
    expect(await importLedger(other, text)).toBeGreaterThan(0);
    expect(await exportLedger(other)).toBe(text);
    expect(await importLedger(other, text)).toBe(0);
    expect(await other.ledger.spending("storyboard:board")).toEqual(
      await studio.state.ledger.spending("storyboard:board"),
    );
  });

  it("keeps another machine from paying again", async () => {
    const studio = createStudio();
    await studio.renderHere();
    const other = anotherState(studio);
    await importLedger(other, await exportLedger(studio.state));
    expect((await studio.renderHere(other)).totals).toMatchObject({ cached: 2 });
    expect(studio.vendor.tasks).toHaveLength(2);
  });

  it("brings what was paid for on two machines together, and loses neither", async () => {
    const studio = createStudio();
    const other = anotherState(studio);
    await studio.renderHere();
    await studio.renderHere(other);
    await importLedger(studio.state, await exportLedger(other));
    const attempts = await studio.state.ledger.attempts();
    expect(attempts.map(({ state }) => state.name).toSorted((a, b) => a.localeCompare(b))).toEqual([
      "downloaded",
      "downloaded",
      "resubmitted",
      "resubmitted",
    ]);
    expect((await studio.state.ledger.spending("storyboard:board")).spent).toEqual([
      { micros: 8_000_000, currency: "CNY" },
    ]);
    expect((await studio.renderHere()).totals).toMatchObject({ cached: 2 });
  });

  it("keeps the later state where it was exported earlier", async () => {
    const studio = createStudio();
    studio.vendor.onPoll = () => ({ status: "running" });
    // The disk is a real one and time is not: the run is stopped by what it has come to, not by a clock.
    const stop = new AbortController();
    await studio.render(plan, {
      state: studio.state,
      outputDirOf: () => join(studio.folder, "renders"),
      signal: stop.signal,
      onEvent: ({ type }) => (type === "progress" ? stop.abort() : undefined),
    });
    const early = await exportLedger(studio.state);
    expect(early).toContain('"name":"running"');
    studio.vendor.onPoll = (task) => ({ status: "succeeded", url: `https://vendor.example.com/files/${task?.id}.mp4` });
    await studio.renderHere();
    const late = await exportLedger(studio.state);
    expect(late).toContain('"name":"downloaded"');
    expect(await importLedger(studio.state, early)).toBe(0);
    expect(await exportLedger(studio.state)).toBe(late);
  });

  it("is refused whole when a line of it is none", async () => {
    const studio = createStudio();
    await studio.renderHere();
    const text = await exportLedger(studio.state);
    const other = anotherState(studio);
    await expect((async () => importLedger(other, `${text}{"type":"attempt"}\n`))()).rejects.toMatchObject({
      code: "import_unreadable",
    });
    expect(await exportLedger(other)).toBe("");
  });
});

/** The state of a studio whose ledger is gone; clips and receipts are still there. */
async function loseLedger({ folder, state, clock }: Studio): Promise<State> {
  await state.close();
  for (const name of readdirSync(join(folder, "live"))) {
    if (name.startsWith("ledger")) rmSync(join(folder, "live", name));
  }
  const where = { dir: folder, realmClass: "live", clock } as const;
  expect(() => openState(where)).toThrow(expect.objectContaining({ code: "ledger_lost" }));
  const reborn = openState({ ...where, afterLoss: true });
  onTestFinished(() => reborn.close());
  return reborn;
}

describe("receipts", () => {
  it("rebuild a ledger that was lost: nothing is bought again", async () => {
    const studio = createStudio();
    await studio.renderHere();
    const reborn = await loseLedger(studio);
    expect(await rebuildLedger(reborn)).toBe(4);
    expect((await studio.renderHere(reborn)).totals).toMatchObject({ cached: 2 });
    expect(studio.vendor.tasks).toHaveLength(2);
    expect((await reborn.ledger.spending("storyboard:board")).spent).toEqual([{ micros: 4_000_000, currency: "CNY" }]);
  });
});

async function receiptsIn({ store }: State): Promise<readonly JsonObject[]> {
  const receipts: JsonObject[] = [];
  for await (const receipt of store.readReceipts()) receipts.push(receipt);
  return receipts;
}

describe("the receipt of a clip that was fetched again", () => {
  it("is written where another machine has paid: a ledger that is lost here is rebuilt with it", async () => {
    const elsewhere = createWorld();
    const lockFiles = createMemoryLockFiles();
    await elsewhere.render(plan, { lockFiles });
    const studio = createStudio();
    const outputDirOf = (): string => join(studio.folder, "renders");
    const here = { lockFiles, transport: elsewhere.vendor.transport, outputDirOf };
    expect((await studio.render(plan, { ...here, state: studio.state })).totals).toMatchObject({ cached: 2 });
    const reborn = await loseLedger(studio);
    expect(await rebuildLedger(reborn)).toBe(4);
    expect((await studio.renderHere(reborn)).totals).toMatchObject({ cached: 2 });
    expect([...studio.vendor.tasks, ...elsewhere.vendor.tasks]).toHaveLength(2);
    expect((await reborn.ledger.spending("storyboard:board")).spent).toEqual([{ micros: 4_000_000, currency: "CNY" }]);
  });

  it("stays the one of the run that paid, where that is still here", async () => {
    const studio = createStudio();
    await studio.renderHere();
    const before = await receiptsIn(studio.state);
    for (const { state } of await studio.state.ledger.attempts()) {
      if (state.name === "downloaded") rmSync(studio.state.store.pathOf(state.sha256, "video"));
    }
    const edited = { ...plan, takes: plan.takes.map((take) => ({ ...take, output: `again-${take.output}` })) };
    const report = await studio.render(edited, { state: studio.state, outputDirOf: () => join(studio.folder, "b") });
    expect(report.totals).toMatchObject({ cached: 2 });
    expect(await receiptsIn(studio.state)).toEqual(before);
  });
});

describe("the store", () => {
  it("is hashed against the ledger", async () => {
    const studio = createStudio();
    await studio.renderHere();
    expect(await verifyStore(studio.state)).toEqual([]);
    const [first, second] = (await studio.state.ledger.attempts()).flatMap(({ state }) =>
      state.name === "downloaded" ? [state.sha256] : [],
    );
    writeFileSync(studio.state.store.pathOf(first ?? "", "video"), "other bytes");
    rmSync(studio.state.store.pathOf(second ?? "", "video"));
    expect(await verifyStore(studio.state)).toEqual(
      [
        { kind: "changed", sha256: first, isFetched: true, takes: [{ storyboard: "board", take: "reveal" }] },
        { kind: "missing", sha256: second, isFetched: true, takes: [{ storyboard: "board", take: "detail" }] },
      ].toSorted((left, right) => left.takes[0]?.take.localeCompare(right.takes[0]?.take ?? "") ?? 0),
    );
  });

  it("is read to its end: half a clip that an earlier release kept is found", async () => {
    const studio = createStudio();
    const { store } = studio.state;
    const half = tinyClip("pictures").subarray(0, -3);
    studio.vendor.onDownload = () => ({ status: 200, headers: {}, body: half });
    const anyWholeClip = bytesInMemory(tinyClip("another"));
    const trusting: typeof store = { ...store, inspect: (_file, work) => Promise.resolve(work(anyWholeClip)) };
    await studio.renderHere({ ...studio.state, store: trusting });
    expect(await verifyStore(studio.state)).toMatchObject([
      { kind: "not_whole", message: `The clip ends in the middle of a box: 3 bytes are missing after ${half.length}` },
    ]);
  });

  it("is tidied of what nobody knows, shown first, and never of a clip that was paid for", async () => {
    const studio = createStudio();
    await studio.renderHere();
    const stranger = "ab".repeat(32);
    const partial = join(studio.folder, "live", "partial", "nobody.part");
    const clip = studio.state.store.pathOf(stranger, "video");
    const { mkdirSync } = await import("node:fs");
    mkdirSync(join(clip, ".."), { recursive: true });
    writeFileSync(clip, "who am I");
    writeFileSync(partial, "half");
    const shown = await collectGarbage(studio.state, { apply: false });
    expect(shown.map(({ name, reason }) => [name, reason])).toEqual([
      ["nobody", "unfinished"],
      [stranger, "unknown"],
    ]);
    await collectGarbage(studio.state, { apply: true });
    expect(await collectGarbage(studio.state, { apply: false })).toEqual([]);
    expect((await studio.renderHere()).totals).toMatchObject({ cached: 2 });
  });

  it("keeps every clip while the ledger is empty: it may have been lost, and a lock file may say that they are paid for", async () => {
    const studio = createStudio();
    await studio.renderHere();
    const { store } = studio.state;
    const empty = { ...studio.state, ledger: createMemoryLedger(), store: { ...store, readReceipts: noReceipts } };
    expect(await collectGarbage(empty, { apply: true })).toEqual([]);
    expect((await studio.renderHere()).totals).toMatchObject({ cached: 2 });
  });
});

/** What is left of the receipts on another machine. */
async function* noReceipts(): AsyncGenerator<never> {}

describe("what belongs to another realm", () => {
  it("is refused where a ledger was copied into another realm's folder, and left as it is", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shotlist-keep-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    await openState({ dir: folder, realmClass: "mock" }).close();
    cpSync(join(folder, "mock"), join(folder, "live"), { recursive: true });
    expect(() => openState({ dir: folder, realmClass: "live" })).toThrow(
      expect.objectContaining({ code: "realm_mismatch" }),
    );
    await openState({ dir: folder, realmClass: "mock" }).close();
  });

  it("is refused as an export and as receipts", async () => {
    const studio = createStudio();
    await studio.renderHere();
    const folder = mkdtempSync(join(tmpdir(), "shotlist-keep-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const mock = openState({ dir: folder, realmClass: "mock", clock: studio.clock });
    onTestFinished(() => mock.close());
    expect(await importLedger(mock, "")).toBe(0);
    const text = await exportLedger(studio.state);
    expect(() => importLedger(mock, text)).toThrow(expect.objectContaining({ code: "realm_mismatch" }));
    cpSync(join(studio.folder, "live", "clips"), join(folder, "mock", "clips"), { recursive: true });
    await expect(rebuildLedger(mock)).rejects.toMatchObject({ code: "realm_mismatch" });
    expect(await exportLedger(mock)).toBe("");
  });
});

describe("two exports of ledgers that went their own ways", () => {
  it("come to the same, whichever is imported into which, and as one text of both", async () => {
    const studio = createStudio();
    await studio.renderHere();
    const other = anotherState(studio);
    await importLedger(other, await exportLedger(studio.state));
    const more = aTake("more", { estimate });
    await studio.render(aPlan([more]), { state: other, outputDirOf: () => join(studio.folder, "renders") });
    await retryTakes(studio.state, { take: "reveal" });
    await studio.renderHere();
    const [here, there] = [await exportLedger(studio.state), await exportLedger(other)];
    const union = [...new Set(`${here}${there}`.split("\n"))].join("\n");
    const [first, second, both] = [anotherState(studio), anotherState(studio), anotherState(studio)];
    await importLedger(first, here);
    await importLedger(first, there);
    await importLedger(second, there);
    await importLedger(second, here);
    await importLedger(both, union);
    const merged = await exportLedger(first);
    expect(await exportLedger(second)).toBe(merged);
    expect(await exportLedger(both)).toBe(merged);
    for (const key of ["storyboard:board", "provider:live:https://vendor.example.com:vendor"]) {
      expect(await second.ledger.spending(key)).toEqual(await first.ledger.spending(key));
    }
  });
});
