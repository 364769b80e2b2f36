import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { aProvider } from "../testing/plans.ts";
import type { Ledger } from "./ledger.ts";
import { openSqliteLedger } from "./sqlite-ledger.ts";

const holder = { host: "here", pid: 1, startedAt: "1", runId: "run" };

/** A ledger with one attempt whose submit is uncertain, edited by hand. */
async function editedLedger(sql: string): Promise<() => Ledger> {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-ledger-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "ledger.sqlite");
  const ledger = openSqliteLedger({ file });
  const acquired = await ledger.acquire(holder, { isGone: () => true, at: 1 });
  const fence = acquired.acquired ? acquired.fence : 0;
  await ledger.admit(fence, {
    id: "one",
    realm: "live:https://vendor.example.com",
    digest: "d",
    provider: aProvider(),
    model: "m",
    runId: "run",
    takes: [{ storyboard: "board", take: "reveal" }],
    reserve: { micros: 2, currency: "CNY" },
    failuresAreFree: false,
    caps: [],
    at: 1,
  });
  await ledger.close();
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
  return () => openSqliteLedger({ file });
}

const damaged = { name: "StorageError", code: "ledger_damaged" };

describe("a ledger that was edited by hand is called damaged, whatever it holds:", () => {
  it.each([
    ["a table is gone", "DROP TABLE takes", "it has no takes"],
    ["the guard against paying twice is gone", "DROP INDEX attempts_current", "it has no attempts_current"],
    [
      "the guard against paying twice guards no more",
      "DROP INDEX attempts_current; CREATE INDEX attempts_current ON attempts (realm, digest)",
      "attempts_current is not unique",
    ],
    ["a column is gone", "ALTER TABLE attempts DROP COLUMN rate", ""],
  ])("%s", async (_, sql, words) => {
    const open = await editedLedger(sql);
    expect(open).toThrow(expect.objectContaining({ ...damaged, message: expect.stringContaining(words) }));
  });

  it.each([
    ["a state that nobody knows", "UPDATE attempts SET state = 'approved'", 'an unknown state: "approved"'],
    ["a state without its task", "UPDATE attempts SET state = 'running'", "has no task_id"],
    ["a failure that is not JSON", "UPDATE attempts SET state = 'uncertain', failure = '{'", "not JSON"],
    ["a failure that is a number", "UPDATE attempts SET state = 'uncertain', failure = '7'", "not a JSON object"],
    ["a failure without words", "UPDATE attempts SET state = 'uncertain', failure = '{}'", "without a code"],
    ["facts that are a list of nothing", "UPDATE attempts SET facts = 'null'", "not a JSON object"],
    ["a number beyond reckoning", "UPDATE attempts SET reserved = 9223372036854775807", ""],
    [
      "an endpoint without an address",
      "UPDATE endpoints SET provider = json_remove(provider, '$.baseUrl')",
      "no baseUrl",
    ],
    [
      "an endpoint that leads elsewhere",
      "UPDATE endpoints SET provider = json_set(provider, '$.baseUrl', 'https://elsewhere.example.com')",
      "baseUrl is not in the realm",
    ],
    [
      "an endpoint of no format",
      "UPDATE endpoints SET provider = json_set(provider, '$.format', 'smoke')",
      "not a format",
    ],
  ])("%s", async (_, sql, words) => {
    const ledger = (await editedLedger(sql))();
    onTestFinished(() => ledger.close());
    await expect(ledger.attempts()).rejects.toMatchObject({ ...damaged, message: expect.stringContaining(words) });
  });

  it.each([
    ["a holder that is not JSON", "UPDATE lock SET holder = 'me'"],
    ["a holder without a process", `UPDATE lock SET holder = '{"host":"h","startedAt":"","runId":"r"}'`],
    ["no row for the lock", "DELETE FROM lock"],
  ])("%s", async (_, sql) => {
    const ledger = (await editedLedger(sql))();
    onTestFinished(() => ledger.close());
    await expect(ledger.acquire(holder, { isGone: () => true, at: 2 })).rejects.toMatchObject(damaged);
  });

  it("counters that are none", async () => {
    const ledger = (await editedLedger("UPDATE attempts SET counters = '7'"))();
    onTestFinished(() => ledger.close());
    await expect(ledger.acquire(holder, { isGone: () => true, at: 2 })).rejects.toMatchObject(damaged);
  });
});
