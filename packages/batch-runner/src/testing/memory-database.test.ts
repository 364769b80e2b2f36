import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { simulate } from "./simulation/simulate.ts";
import { openMemoryDatabase } from "./memory-database.ts";
import { createMemoryLedger } from "./memory-ledger.ts";
import { migrate } from "../ledger/sqlite-schema.ts";

/** Every row of every table. */
function contentsOf(database: DatabaseSync): unknown {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  return tables.map(({ name }) => [name, database.prepare(`SELECT * FROM ${String(name)}`).all()]);
}

it("is empty like a new one, whatever the ledger before had in it", async () => {
  const isNew = new DatabaseSync(":memory:");
  migrate(isNew, { backUp: () => undefined });
  const { tasks } = await simulate(2, { family: "everything" });
  expect(tasks).toBeGreaterThan(0);
  const next = openMemoryDatabase();
  expect(contentsOf(next)).toEqual(contentsOf(isNew));
  expect(next.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
  next.close();
});

it("is out of reach for the ledger that was closed", async () => {
  const closed = createMemoryLedger();
  await closed.close();
  const next = createMemoryLedger();
  const holder = { host: "here", pid: 1, startedAt: "", runId: "next" };
  await next.acquire(holder, { isGone: () => false, at: 0 });
  await expect(closed.holder()).rejects.toMatchObject({ code: "storage_failed" });
  await closed.close();
  expect(await next.holder()).toMatchObject({ holder: { runId: "next" } });
  await next.close();
});
