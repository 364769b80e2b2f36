import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { exportLedger, openState, type Holder } from "@shotlist/batch-runner";
import { createMockServer, type MockServer } from "@shotlist/mock-server";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { root } from "./sources.ts";

const launcher = join(root, "packages/cli/bin/shotlist.js");
const storyboard = `shotlist: 1
name: board
provider: wisgate
providers: { wisgate: { pollEvery: 20ms, concurrency: 2, requestsPerMinute: 60000 } }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
shots:
  - { id: one, prompt: the first }
  - { id: two, prompt: the second }
  - { id: three, prompt: the third }
`;

interface Studio {
  readonly folder: string;
  readonly vendor: MockServer;
  /** Starts the real program. */
  readonly render: () => ReturnType<typeof start>;
}

/** A storyboard of three takes, and a vendor whose tasks end only when the test says so. */
async function createStudio(): Promise<Studio> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-two-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "board.yaml"), storyboard);
  const vendor = await createMockServer({ format: "wisgate", clock: "manual" });
  onTestFinished(() => vendor.close());
  return { folder, vendor, render: () => start(folder, vendor.url) };
}

function start(folder: string, url: string) {
  const words = ["render", "board.yaml", "--state", join(folder, "state"), "--base-url", url];
  const child = execa(process.execPath, [launcher, ...words], { cwd: folder, reject: false });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Lets time pass at the vendor until a program has ended. */
async function letItEnd(child: ReturnType<typeof start>, vendor: MockServer): Promise<number | undefined> {
  const passing = setInterval(() => vendor.clock.advance(60_000), 20);
  try {
    return (await child).exitCode;
  } finally {
    clearInterval(passing);
  }
}

/** Stops a program between two of its writes: one that sleeps in the middle of one would keep the ledger from everybody. */
function stopBetweenWrites(child: ReturnType<typeof start>, folder: string): void {
  const ledger = new DatabaseSync(join(folder, "state", "local", "ledger.sqlite"), { timeout: 0 });
  for (;;) {
    child.kill("SIGSTOP");
    try {
      ledger.exec("BEGIN IMMEDIATE; ROLLBACK");
      return ledger.close();
    } catch (error) {
      if (!(error instanceof Error && "errcode" in error && error.errcode === 5)) throw error;
      child.kill("SIGCONT");
    }
  }
}

test("two runs started together on one storyboard pay once: one renders, the other leaves with exit 5", async () => {
  const { vendor, render } = await createStudio();
  const runs = [render(), render()] as const;
  const refused = await Promise.race(runs);
  expect(refused.exitCode).toBe(5);
  expect(refused.stderr).toContain("Another run is using the ledger");
  await expect.poll(() => vendor.tasks.length).toBe(2);
  const codes = await Promise.all(runs.map((run) => letItEnd(run, vendor)));
  expect(codes.toSorted((left = 0, right = 0) => left - right)).toEqual([0, 5]);
  expect(vendor.tasks).toHaveLength(3);
});

test.runIf(process.platform !== "win32")(
  "a run that is stopped keeps its lock, and continues where it was",
  async () => {
    const { vendor, render } = await createStudio();
    const first = render();
    await expect.poll(() => vendor.tasks.length).toBe(2);
    first.kill("SIGSTOP");
    const second = await render();
    expect(second.exitCode).toBe(5);
    expect(vendor.tasks).toHaveLength(2);
    first.kill("SIGCONT");
    expect(await letItEnd(first, vendor)).toBe(0);
    expect(vendor.tasks).toHaveLength(3);
  },
);

test.runIf(process.platform !== "win32")(
  "a run that was stopped and taken over writes and submits nothing more when it wakes",
  async () => {
    const { folder, vendor, render } = await createStudio();
    const first = render();
    await expect.poll(() => vendor.tasks.length).toBe(2);
    await expect.poll(() => vendor.requests.filter(({ operation }) => operation === "poll").length).toBeGreaterThan(1);
    stopBetweenWrites(first, folder);

    // As another machine would, once it has not heard of the first for long enough.
    const state = openState({ dir: join(folder, "state"), realmClass: "local" });
    onTestFinished(() => state.close());
    const holder: Holder = { host: "elsewhere", pid: 1, startedAt: "1", runId: "second" };
    const taken = await state.ledger.acquire(holder, { isGone: () => true, at: Date.now() });
    if (!taken.acquired) throw new Error("the lock was not given");
    const before = await exportLedger(state);

    first.kill("SIGCONT");
    expect(await letItEnd(first, vendor)).toBe(5);
    expect((await first).stdout).toContain("Another run has taken over the ledger");
    expect(vendor.tasks).toHaveLength(2);
    expect(await exportLedger(state)).toBe(before);
    expect(await state.ledger.holder()).toMatchObject({ holder });

    await state.ledger.release(taken.fence);
    expect(await letItEnd(render(), vendor)).toBe(0);
    expect(vendor.tasks).toHaveLength(3);
  },
);
