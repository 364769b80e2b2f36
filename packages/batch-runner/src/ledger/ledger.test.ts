import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { itKeepsTheRules } from "../testing/ledger-conformance.ts";
import { createMemoryLedger } from "./memory-ledger.ts";
import { openSqliteLedger } from "./sqlite-ledger.ts";
import { ledgerVersion } from "./sqlite-schema.ts";

function ledgerFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-ledger-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "ledger.sqlite");
}

const holder = { host: "here", pid: 1, startedAt: "1", runId: "run" };
const options = { isGone: () => false, at: 1 };

describe("a ledger in memory", () => {
  itKeepsTheRules(createMemoryLedger);
});
describe("a ledger in a file, like every other,", () => {
  itKeepsTheRules(() => openSqliteLedger({ file: ledgerFile() }));
});

describe("a ledger in a file", () => {
  it("is held against another process that has it open", async () => {
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

  it("that is no ledger is a failure of the disk, not a crash", () => {
    const file = ledgerFile();
    expect(() => openSqliteLedger({ file: join(file, "below", "nothing") })).toThrow(
      expect.objectContaining({ name: "StorageError" }),
    );
    expect(existsSync(file)).toBe(false);
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
