import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import { describe, expect, it, onTestFinished } from "vitest";
import { itKeepsTheRules } from "../testing/ledger-conformance.ts";
import { itKeepsWithinLimits } from "../testing/limits-conformance.ts";
import { itHasOneWriter } from "../testing/one-writer-conformance.ts";
import { aProvider } from "../testing/plans.ts";
import { createMemoryLedger } from "../testing/memory-ledger.ts";
import type { Ledger } from "./ledger.ts";
import { openSqliteLedger } from "./sqlite-ledger.ts";
import { ledgerSteps, ledgerVersion, migrate } from "./sqlite-schema.ts";

function ledgerFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-ledger-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "ledger.sqlite");
}

/** A ledger as the first release wrote it. */
function writeOldLedger(file: string): void {
  const database = new DatabaseSync(file);
  database.exec(ledgerSteps[0] ?? "");
  database.exec(`
    PRAGMA user_version = 1;
    INSERT INTO endpoints (id, provider) VALUES (1, '${JSON.stringify(aProvider({ realm: "mock" }))}');
    INSERT INTO attempts (id, realm, digest, number, state, task_id, sha256, endpoint, model, run_id, reserved, settled,
      currency, failures_are_free, counted, counters, facts, created_at, updated_at)
    VALUES ('old', 'mock', 'digest', 1, 'downloaded', 'task', 'hash', 1, 'model', 'run', 7, 7, 'CNY', 1, 1,
      '["storyboard:board"]', '{}', 1, 2);
    INSERT INTO attempt_takes VALUES ('board', 'reveal', 'old');
    INSERT INTO spending VALUES ('storyboard:board', 'CNY', 7, 1);
  `);
  database.close();
}

function refuse(): never {
  throw new Error("the disk is full");
}

function versionIn(file: string): unknown {
  const database = new DatabaseSync(file);
  try {
    return database.prepare("PRAGMA user_version").get()?.["user_version"];
  } finally {
    database.close();
  }
}

const holder = { host: "here", pid: 1, startedAt: "1", runId: "run" };
const options = { isGone: () => false, at: 1 };

const openInFile = (): Ledger => openSqliteLedger({ file: ledgerFile() });

describe("a ledger in memory", () => {
  describe("like every other", () => {
    itKeepsTheRules(createMemoryLedger);
  });
  describe("like every other, too,", () => {
    itKeepsWithinLimits(createMemoryLedger);
  });
  describe("of its own", () => {
    itHasOneWriter(createMemoryLedger);
  });
});
describe("a ledger in a file, like every other,", () => {
  describe("keeps the rules", () => {
    itKeepsTheRules(openInFile);
  });
  describe("keeps within limits", () => {
    itKeepsWithinLimits(openInFile);
  });
  describe("has one writer", () => {
    itHasOneWriter(openInFile);
  });
});

/** Has every one of `count` threads open the same new ledgers, all at the same moments; answers what each has thrown. */
async function openTogether(files: readonly string[], count: number): Promise<readonly unknown[]> {
  const arrivals = new Int32Array(new SharedArrayBuffer(4 * files.length));
  const opener = `
    import { parentPort, workerData } from "node:worker_threads";
    const { openSqliteLedger } = await import(workerData.module);
    const failures = [];
    for (const [round, file] of workerData.files.entries()) {
      Atomics.add(workerData.arrivals, round, 1);
      while (Atomics.load(workerData.arrivals, round) < workerData.count);
      try {
        await openSqliteLedger({ file, realmClass: "mock" }).close();
      } catch (error) {
        failures.push(String(error.cause ?? error));
      }
    }
    parentPort.postMessage(failures);
  `;
  const workerData = { module: new URL("sqlite-ledger.ts", import.meta.url).href, files, arrivals, count };
  const source = new URL(`data:text/javascript,${encodeURIComponent(opener)}`);
  const threads = Array.from({ length: count }, () => {
    return new Worker(source, { workerData, execArgv: ["-C", "@shotlist/source"] });
  });
  const answers = await Promise.all(threads.map((thread) => once(thread, "message")));
  return answers.flat();
}

describe("a ledger in a file", () => {
  it("is opened by whoever asks first for a new one, and by all others at the same moment", async () => {
    const files = Array.from({ length: 50 }, ledgerFile);
    expect(await openTogether(files, 2)).toEqual([[], []]);
  });

  it("is locked against another process that has it open", async () => {
    const file = ledgerFile();
    const [one, two] = [openSqliteLedger({ file }), openSqliteLedger({ file })];
    const both = await Promise.all([one.acquire(holder, options), two.acquire({ ...holder, runId: "other" }, options)]);
    expect(both.filter(({ acquired }) => acquired)).toHaveLength(1);
    await Promise.all([one.close(), two.close()]);
  });

  it("commits what was asked for before it is closed", async () => {
    const file = ledgerFile();
    const before = openSqliteLedger({ file });
    void before.acquire(holder, options);
    await before.close();
    const after = openSqliteLedger({ file });
    onTestFinished(() => after.close());
    expect(await after.holder()).toMatchObject({ holder });
  });

  it("of a newer release is refused", async () => {
    const file = ledgerFile();
    await openSqliteLedger({ file }).close();
    const database = new DatabaseSync(file);
    database.exec(`PRAGMA user_version = ${ledgerVersion + 1}`);
    database.close();
    expect(() => openSqliteLedger({ file })).toThrow(expect.objectContaining({ code: "ledger_too_new" }));
  });

  it("of an older release is migrated after a backup, and forgets nothing", async () => {
    const file = ledgerFile();
    writeOldLedger(file);
    const ledger = openSqliteLedger({ file });
    onTestFinished(() => ledger.close());
    expect(await ledger.attempt("old")).toMatchObject({ id: "old", state: { name: "downloaded", sha256: "hash" } });
    expect((await ledger.spending("storyboard:board")).spent).toEqual([{ micros: 7, currency: "CNY" }]);
    expect(versionIn(file)).toBe(ledgerVersion);
    const backup = `${file}.v1.bak`;
    expect(versionIn(backup)).toBe(1);
    expect(new DatabaseSync(backup).prepare("SELECT id, state FROM attempts").all()).toEqual([
      { id: "old", state: "downloaded" },
    ]);
  });

  it("of version 2 counts the money of a day by the minute in which it was reserved", async () => {
    const file = ledgerFile();
    const database = new DatabaseSync(file);
    for (const step of ledgerSteps.slice(0, 2)) database.exec(step);
    const minute = 60_000;
    const attempts = [
      { id: "a", at: 100 * minute, settled: 3, day: "provider:vendor@1970-01-01" },
      { id: "b", at: 100 * minute + 59_999, settled: null, day: "provider:vendor@1970-01-01" },
      { id: "c", at: 2000 * minute, settled: 5, day: "provider:vendor@1970-01-02" },
    ];
    database.exec(`PRAGMA user_version = 2;
      INSERT INTO endpoints (id, provider) VALUES (1, '${JSON.stringify(aProvider({ realm: "mock" }))}');`);
    const insert =
      database.prepare(`INSERT INTO attempts (id, realm, digest, number, state, task_id, sha256, endpoint, model,
      run_id, reserved, settled, currency, failures_are_free, counted, counters, facts, created_at, updated_at)
      VALUES (?, 'mock', ?, 1, 'downloaded', 'task', 'hash', 1, 'model', 'run', 7, ?, 'CNY', 1, 1, ?, '{}', ?, ?)`);
    for (const { id, at, settled, day } of attempts) {
      insert.run(id, id, settled, JSON.stringify(["run:run", "provider:vendor", day]), at, at);
    }
    database.close();
    const ledger = openSqliteLedger({ file });
    onTestFinished(() => ledger.close());
    const spentIn = async (counter: string): Promise<readonly (number | undefined)[]> => {
      const { spent, tasks } = await ledger.spending(counter);
      return [spent[0]?.micros, tasks];
    };
    // One that is not settled counts with what was reserved.
    expect(await spentIn("provider:vendor@0000000100")).toEqual([10, 2]);
    expect(await spentIn("provider:vendor@0000002000")).toEqual([5, 1]);
    expect(await spentIn("provider:vendor@1970-01-01")).toEqual([undefined, 0]);
  });

  it("of an older release keeps the first backup, whatever is tried later", () => {
    const file = ledgerFile();
    writeOldLedger(file);
    writeFileSync(`${file}.v1.bak`, "the first one");
    void openSqliteLedger({ file }).close();
    expect(readFileSync(`${file}.v1.bak`, "utf8")).toBe("the first one");
  });

  it("is migrated whole or not at all", () => {
    const file = ledgerFile();
    writeOldLedger(file);
    const database = new DatabaseSync(file);
    onTestFinished(() => database.close());
    const backedUp: number[] = [];
    const steps = [...ledgerSteps, "CREATE TABLE extra (id TEXT) STRICT; INSERT INTO nowhere VALUES (1);"];
    expect(() => migrate(database, { steps, backUp: (version) => backedUp.push(version) })).toThrow("nowhere");
    expect(backedUp).toEqual([1]);
    expect(database.prepare("PRAGMA user_version").get()).toEqual({ user_version: 1 });
    expect(database.prepare("SELECT name FROM pragma_table_info('attempts') WHERE name = 'rate'").all()).toEqual([]);
    migrate(database, { backUp: () => undefined });
    expect(database.prepare("SELECT rate FROM attempts").all()).toEqual([{ rate: null }]);
  });

  it("that could not be backed up is left as it was", () => {
    const file = ledgerFile();
    writeOldLedger(file);
    const database = new DatabaseSync(file);
    onTestFinished(() => database.close());
    expect(() => migrate(database, { backUp: refuse })).toThrow("the disk is full");
    expect(database.prepare("PRAGMA user_version").get()).toEqual({ user_version: 1 });
  });

  it("that is not a ledger is a failure of the disk, not a crash", () => {
    const file = ledgerFile();
    expect(() => openSqliteLedger({ file: join(file, "below", "nothing") })).toThrow(
      expect.objectContaining({ name: "StorageError" }),
    );
    expect(existsSync(file)).toBe(false);
  });

  it("that another process keeps to itself is given up after a while, and is not called broken", async () => {
    const file = ledgerFile();
    await openSqliteLedger({ file }).close();
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    expect(() => openSqliteLedger({ file, busyTimeoutMs: 20 })).toThrow(
      expect.objectContaining({ code: "ledger_busy" }),
    );
  });

  it("says so when the disk is full, and keeps what it had", async () => {
    const file = ledgerFile();
    await openSqliteLedger({ file }).close();
    const ledger = openSqliteLedger({ file, maxPages: 1 });
    onTestFinished(() => ledger.close());
    const acquired = await ledger.acquire(holder, options);
    const fence = acquired.acquired ? acquired.fence : 0;
    const fields = { prompt: "x".repeat(100_000) };
    await expect(ledger.want(fence, { storyboard: "board", take: "a", digest: "d", fields })).rejects.toMatchObject({
      code: "disk_full",
    });
    expect(await ledger.takes()).toEqual([]);
    await ledger.release(fence);
  });
});
