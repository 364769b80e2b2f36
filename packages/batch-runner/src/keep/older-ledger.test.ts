import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { resolveTake } from "../decide/resolve-take.ts";
import { retryTakes } from "../decide/retry-takes.ts";
import { openState } from "../open-state.ts";
import type { RunOptions } from "../work/options.ts";
import type { RunReport } from "../work/outcome.ts";
import type { State } from "../state/state.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld, type World } from "../testing/world.ts";

const plan = aPlan([aTake("reveal", { estimate: { kind: "exact", amount: 2, currency: "CNY" } })], {
  providers: [aProvider({ concurrency: 1 })],
});

interface Studio extends World {
  readonly folder: string;
  readonly open: () => State;
  readonly run: (state: State, options?: Partial<RunOptions>) => Promise<RunReport>;
}

function createStudio(): Studio {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-older-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const world = createWorld();
  const open = (): State => {
    const state = openState({ dir: folder, realmClass: "live", clock: world.clock });
    onTestFinished(() => state.close());
    return state;
  };
  const run: Studio["run"] = (state, options) =>
    world.render(plan, { state, outputDirOf: () => join(folder, "renders"), ...options });
  return { ...world, folder, open, run };
}

/** The files of the ledger itself, as people copy them. */
function ledgerFiles(folder: string): readonly string[] {
  return readdirSync(join(folder, "live")).filter((name) => name.startsWith("ledger.sqlite"));
}

function backUp({ folder }: Studio): void {
  for (const name of ledgerFiles(folder)) cpSync(join(folder, "live", name), join(folder, "backup", name));
}

function restore({ folder }: Studio): void {
  for (const name of ledgerFiles(folder)) rmSync(join(folder, "live", name));
  for (const name of readdirSync(join(folder, "backup")))
    cpSync(join(folder, "backup", name), join(folder, "live", name));
}

/** What may happen after the backup, each in a run or its own decision. */
const later: readonly (readonly [
  string,
  (studio: Studio, state: State) => Promise<unknown>,
  Partial<RunReport["totals"]>,
])[] = [
  ["has fetched a clip", ({ run }, state) => run(state), { cached: 1 }],
  [
    "has a task that runs",
    async ({ run, vendor }, state) => {
      const finished = vendor.onPoll;
      const stop = new AbortController();
      vendor.onPoll = () => {
        stop.abort();
        return { status: "running" };
      };
      await run(state, { signal: stop.signal });
      vendor.onPoll = finished;
    },
    { succeeded: 1 },
  ],
  [
    "has a submit that nobody answered",
    ({ run, vendor }, state) => {
      vendor.onSubmit = () => "lost-answer";
      return run(state);
    },
    { uncertain: 1 },
  ],
  [
    "has adopted a task",
    async ({ run, vendor }, state) => {
      vendor.onSubmit = () => "lost-answer";
      await run(state);
      await resolveTake(state, "reveal", { adopt: "task-1" });
    },
    { succeeded: 1 },
  ],
];

describe("a ledger that was restored from a backup", () => {
  it.each(later)("and %s since pays for nothing twice, and says that it was older", async (_, happen, totals) => {
    const studio = createStudio();
    await studio.open().close();
    backUp(studio);
    const state = studio.open();
    await happen(studio, state);
    await state.close();
    restore(studio);
    studio.vendor.onSubmit = () => undefined;
    const restored = studio.open();
    expect(restored.takenIn).toBeGreaterThan(0);
    const report = await studio.run(restored);
    expect(report.totals).toMatchObject(totals);
    expect(report.submitted).toBe(0);
    expect(studio.vendor.tasks).toHaveLength(1);
    expect((await restored.ledger.spending("storyboard:board")).spent).toEqual([
      { micros: 2_000_000, currency: "CNY" },
    ]);
    expect(studio.events).toContainEqual(
      expect.objectContaining({ type: "warning", message: expect.stringContaining("older than the clips") }),
    );
    expect(studio.open().takenIn).toBe(0);
  });

  it("knows of a retake that a person asked for since, and pays for it once", async () => {
    const studio = createStudio();
    const state = studio.open();
    await studio.run(state);
    await state.close();
    backUp(studio);
    const after = studio.open();
    await retryTakes(after, { take: "reveal" });
    await studio.run(after);
    await after.close();
    restore(studio);
    expect((await studio.run(studio.open())).totals).toMatchObject({ cached: 1 });
    expect(studio.vendor.tasks).toHaveLength(2);
  });

  it("submits again what was proven never to have been created", async () => {
    const studio = createStudio();
    await studio.open().close();
    backUp(studio);
    studio.vendor.onSubmit = () => ({ status: 402 });
    const state = studio.open();
    await studio.run(state);
    await state.close();
    restore(studio);
    studio.vendor.onSubmit = () => undefined;
    expect((await studio.run(studio.open())).totals).toMatchObject({ succeeded: 1 });
    expect(studio.vendor.tasks).toHaveLength(1);
  });

  it("takes the receipts in where the log is gone too", async () => {
    const studio = createStudio();
    await studio.open().close();
    backUp(studio);
    const state = studio.open();
    await studio.run(state);
    await state.close();
    restore(studio);
    rmSync(join(studio.folder, "live", "ledger.sent.jsonl"));
    const restored = studio.open();
    expect(restored.takenIn).toBe(2);
    expect((await studio.run(restored)).totals).toMatchObject({ cached: 1 });
    expect(studio.vendor.tasks).toHaveLength(1);
  });

  it("is not taken for older where a power cut has torn the log's last line", async () => {
    const studio = createStudio();
    const state = studio.open();
    await studio.run(state);
    await state.close();
    const log = join(studio.folder, "live", "ledger.sent.jsonl");
    writeFileSync(log, '{"type":"attempt","version":1,"atte', { flag: "a" });
    const again = studio.open();
    expect(again.takenIn).toBe(0);
    await retryTakes(again, { take: "reveal" });
    expect((await studio.run(again)).totals).toMatchObject({ succeeded: 1 });
    await again.close();
    expect(studio.open().takenIn).toBe(0);
  });

  it("is refused where somebody has written into the log", async () => {
    const studio = createStudio();
    await studio.open().close();
    const log = join(studio.folder, "live", "ledger.sent.jsonl");
    writeFileSync(log, '{"type":"attempt","version":1,"attempt":{"id":"../x"}}\n', { flag: "a" });
    expect(() => studio.open()).toThrow(expect.objectContaining({ code: "ledger_damaged" }));
  });
});

describe("a ledger that is gone", () => {
  it("is missed where the log has submits, though there is no clip yet", async () => {
    const studio = createStudio();
    studio.vendor.onSubmit = () => "lost-answer";
    const state = studio.open();
    await studio.run(state);
    await state.close();
    for (const name of ledgerFiles(studio.folder)) rmSync(join(studio.folder, "live", name));
    expect(() => studio.open()).toThrow(expect.objectContaining({ code: "ledger_lost" }));
  });

  it.each([
    ["its head alone", '{"type":"sent","version":1,"id":"4f0c9a52-6a35-4d3c-9f0e-0f5a3c7a9a11"}\n'],
    ["half a head", '{"type":"se'],
    ["nothing", ""],
  ])("is not a loss where a start was cut off that left the log %s", (_, log) => {
    const studio = createStudio();
    mkdirSync(join(studio.folder, "live"));
    writeFileSync(join(studio.folder, "live", "ledger.sent.jsonl"), log);
    writeFileSync(join(studio.folder, "live", "ledger.sqlite"), "");
    expect(studio.open().takenIn).toBe(0);
  });
});
