import type { DatabaseSync } from "node:sqlite";
import { LedgerVersionError } from "../failures/ledger-errors.ts";
import { DamagedLedger } from "./stored.ts";

/**
 * Each step brings a ledger from one version to the next.
 * `attempts_current` is the promise itself: a digest that has an attempt gets no second one in its realm,
 * unless a person let the first become `resubmitted`, or another ledger brought a better one and it is `retired`.
 */
export const ledgerSteps: readonly string[] = [
  `
  CREATE TABLE lock (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    fence INTEGER NOT NULL,
    holder TEXT,
    beat_at INTEGER NOT NULL
  ) STRICT;
  INSERT INTO lock VALUES (1, 0, NULL, 0);

  CREATE TABLE endpoints (id INTEGER PRIMARY KEY, provider TEXT NOT NULL UNIQUE) STRICT;

  CREATE TABLE attempts (
    id TEXT PRIMARY KEY,
    realm TEXT NOT NULL,
    digest TEXT NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    task_id TEXT,
    sha256 TEXT,
    frame_sha256 TEXT,
    failure TEXT,
    endpoint INTEGER NOT NULL REFERENCES endpoints (id),
    model TEXT NOT NULL,
    run_id TEXT NOT NULL,
    reserved INTEGER NOT NULL,
    settled INTEGER,
    currency TEXT,
    failures_are_free INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    counters TEXT NOT NULL,
    intent TEXT,
    facts TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    intent_at INTEGER,
    submitted_at INTEGER,
    finished_at INTEGER,
    updated_at INTEGER NOT NULL,
    UNIQUE (realm, digest, number)
  ) STRICT;
  CREATE UNIQUE INDEX attempts_current ON attempts (realm, digest) WHERE state <> 'resubmitted';
  CREATE INDEX attempts_task ON attempts (realm, task_id) WHERE task_id IS NOT NULL;
  CREATE INDEX attempts_open ON attempts (state) WHERE state NOT IN ('downloaded', 'resubmitted');

  CREATE TABLE attempt_takes (
    storyboard TEXT NOT NULL,
    take TEXT NOT NULL,
    attempt_id TEXT NOT NULL REFERENCES attempts (id),
    PRIMARY KEY (storyboard, take, attempt_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX attempt_takes_attempt ON attempt_takes (attempt_id);

  CREATE TABLE takes (
    storyboard TEXT NOT NULL,
    take TEXT NOT NULL,
    digest TEXT NOT NULL,
    fields TEXT NOT NULL,
    chosen INTEGER,
    PRIMARY KEY (storyboard, take)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE versions (
    storyboard TEXT NOT NULL,
    take TEXT NOT NULL,
    number INTEGER NOT NULL,
    digest TEXT NOT NULL,
    attempt_id TEXT NOT NULL REFERENCES attempts (id),
    sha256 TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (storyboard, take, number),
    UNIQUE (storyboard, take, attempt_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE spending (
    counter TEXT NOT NULL,
    currency TEXT NOT NULL,
    micros INTEGER NOT NULL,
    tasks INTEGER NOT NULL,
    PRIMARY KEY (counter, currency)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE attempts ADD COLUMN rate TEXT;
  ALTER TABLE attempts ADD COLUMN retired INTEGER NOT NULL DEFAULT 0;
  DROP INDEX attempts_current;
  CREATE UNIQUE INDEX attempts_current ON attempts (realm, digest) WHERE state <> 'resubmitted' AND retired = 0;
  ALTER TABLE takes ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE memory (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // Tasks that were released; a clip of an attempt with other bytes as a version of its own; money by the minute, not by the day.
  `
  ALTER TABLE attempts ADD COLUMN released TEXT;
  CREATE TABLE versions_of_clips (
    storyboard TEXT NOT NULL,
    take TEXT NOT NULL,
    number INTEGER NOT NULL,
    digest TEXT NOT NULL,
    attempt_id TEXT NOT NULL REFERENCES attempts (id),
    sha256 TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (storyboard, take, number),
    UNIQUE (storyboard, take, attempt_id, sha256)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO versions_of_clips SELECT storyboard, take, number, digest, attempt_id, sha256, at FROM versions;
  DROP TABLE versions;
  ALTER TABLE versions_of_clips RENAME TO versions;
  UPDATE attempts SET counters = json_set(counters, '$[#-1]',
    json_extract(counters, '$[#-2]') || printf('@%010d', max(created_at, coalesce(intent_at, 0)) / 60000))
    WHERE json_extract(counters, '$[#-1]') LIKE 'provider:%' AND json_extract(counters, '$[#-2]') LIKE 'provider:%';
  INSERT INTO spending (counter, currency, micros, tasks)
    SELECT json_extract(counters, '$[#-1]'), coalesce(currency, ''), sum(coalesce(settled, reserved)), sum(counted)
    FROM attempts WHERE json_extract(counters, '$[#-1]') GLOB 'provider:*@[0-9]*' GROUP BY 1, 2;
  `,
  // What people said about a take's clips.
  `
  CREATE TABLE reviews (
    storyboard TEXT NOT NULL,
    take TEXT NOT NULL,
    review TEXT NOT NULL,
    PRIMARY KEY (storyboard, take)
  ) STRICT, WITHOUT ROWID;
  `,
  // Local files that went to vendors.
  `
  CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    realm TEXT NOT NULL,
    account TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    upload TEXT NOT NULL,
    counters TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX uploads_of_file ON uploads (realm, account, sha256);
  `,
];

/** The version that this release reads and writes. */
export const ledgerVersion: number = ledgerSteps.length;

/**
 * Brings an older ledger to this release's version, whole or not at all; refuses a newer one. `backUp` runs before an older
 * one is touched.
 */
export function migrate(
  database: DatabaseSync,
  {
    backUp,
    steps = ledgerSteps,
  }: { readonly backUp: (fromVersion: number) => void; readonly steps?: readonly string[] },
): void {
  const found = versionOf(database);
  if (found > steps.length) throw new LedgerVersionError(found, steps.length);
  if (found === steps.length) return;
  if (found > 0) backUp(found);
  database.exec("BEGIN IMMEDIATE");
  try {
    // Another process may have migrated it between the look and the lock.
    for (const step of steps.slice(versionOf(database))) database.exec(step);
    database.exec(`PRAGMA user_version = ${steps.length}`);
    database.exec("COMMIT");
  } catch (error) {
    // A full disk has ended the transaction already, and is what the caller wants to hear of.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

const parts = [
  "lock",
  "endpoints",
  "attempts",
  "attempts_current",
  "attempt_takes",
  "takes",
  "versions",
  "spending",
  "memory",
  "uploads",
];

/** Refuses a ledger of which something is gone that keeps a digest from being paid twice. */
export function assertWhole(database: DatabaseSync): void {
  const rows = database.prepare("SELECT name, sql FROM sqlite_master").all();
  const written = new Map(rows.map(({ name, sql }) => [String(name), String(sql)]));
  const gone = parts.find((part) => !written.has(part));
  if (gone !== undefined) throw new DamagedLedger(`it has no ${gone}`);
  if (!/\bUNIQUE\b/iu.test(written.get("attempts_current") ?? ""))
    throw new DamagedLedger("attempts_current is not unique");
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
}
