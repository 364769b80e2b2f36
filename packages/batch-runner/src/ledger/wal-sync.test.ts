import { mkdirSync, mkdtempSync, rmSync, rmdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createWalSync } from "./wal-sync.ts";

it("believes no sync after one that failed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-wal-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const ledger = join(folder, "ledger.sqlite");
  mkdirSync(`${ledger}-wal`);
  const walSync = createWalSync(ledger);
  await expect(walSync.sync()).rejects.toThrow("EISDIR");
  rmdirSync(`${ledger}-wal`);
  writeFileSync(`${ledger}-wal`, "");
  await expect(walSync.sync()).rejects.toThrow("EISDIR");
  walSync.close();
  const anew = createWalSync(ledger);
  await anew.sync();
  anew.close();
});
