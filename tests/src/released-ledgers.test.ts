import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { joinPlan, openState, statusOf, type State } from "@shotlist/batch-runner";
import { compileStoryboard, noFiles, type Plan } from "@shotlist/core";
import { describe, expect, onTestFinished, test } from "vitest";

// tests/fixtures/ledgers/README.md says how these ledgers were made.

const fixtures = join(import.meta.dirname, "../fixtures/ledgers");
const released = readdirSync(fixtures)
  .filter((file) => file.endsWith(".sql"))
  .map((file): { readonly version: number; readonly sql: string } => ({
    version: Number(/^v(\d+)\.sql$/.exec(file)?.[1]),
    sql: readFileSync(join(fixtures, file), "utf8"),
  }))
  .toSorted((a, b) => a.version - b.version);
const newest = released.at(-1)?.version ?? 0;

interface Folder {
  readonly dir: string;
  readonly ledger: string;
}

/** A state folder that holds one of the ledgers. */
function setup(sql: string): Folder {
  const dir = mkdtempSync(join(tmpdir(), "released-ledgers-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, "local"));
  const ledger = join(dir, "local", "ledger.sqlite");
  // A dump has the rows of a table before those of a table that they refer to.
  using database = new DatabaseSync(ledger, { enableForeignKeyConstraints: false });
  database.exec(sql);
  return { dir, ledger };
}

function open({ dir }: Folder): State {
  const state = openState({ dir, realmClass: "local" });
  onTestFinished(() => state.close());
  return state;
}

function versionIn(file: string): unknown {
  using database = new DatabaseSync(file, { readOnly: true });
  return database.prepare("PRAGMA user_version").get()?.["user_version"];
}

/** What a ledger of any version says of attempts, without what later versions add. */
function attemptsIn(file: string): readonly unknown[] {
  using database = new DatabaseSync(file, { readOnly: true });
  return database
    .prepare(
      "SELECT id, realm, digest, number, state, task_id, sha256, failure, reserved, settled FROM attempts ORDER BY id",
    )
    .all();
}

function compiled(): Plan {
  const file = join(fixtures, "board.yaml");
  const { plan, diagnostics } = compileStoryboard({ file, text: readFileSync(file, "utf8") }, { files: noFiles });
  if (plan === undefined) throw new Error(JSON.stringify(diagnostics));
  return plan;
}

test("there is a ledger of every version that this release can read, and each is of its version", () => {
  expect(released.map(({ version }) => version)).toEqual(Array.from({ length: newest }, (_, index) => index + 1));
  for (const { version, sql } of released) expect(versionIn(setup(sql).ledger)).toBe(version);
});

describe.each(released)("a ledger of version $version", ({ version, sql }) => {
  test("is opened with everything that it knows, after a backup if it is older", async () => {
    const folder = setup(sql);
    const before = attemptsIn(folder.ledger);
    const { attempts, versions } = await statusOf(open(folder));
    const seen = attempts.flatMap(({ takes, state }) => takes.map(({ take }) => `${take} ${state}`));
    expect(seen.toSorted()).toEqual([
      "lost[lang=de] adopted",
      "lost[lang=en] adopted",
      "refused[lang=de] failed",
      "refused[lang=en] failed",
      "watch[lang=de] downloaded",
      "watch[lang=en] downloaded",
    ]);
    const withClips = Object.entries(versions).flatMap(([take, clips]) => (clips.length > 0 ? [take] : []));
    expect(withClips.toSorted()).toEqual(["board/watch[lang=de]", "board/watch[lang=en]"]);
    expect(before).toHaveLength(4);
    expect(attemptsIn(folder.ledger)).toEqual(before);
    expect(versionIn(folder.ledger)).toBe(newest);
    const backups = readdirSync(join(folder.dir, "local")).filter((file) => file.endsWith(".bak"));
    expect(backups).toEqual(version === newest ? [] : [`ledger.sqlite.v${version}.bak`]);
    for (const backup of backups) {
      expect(versionIn(join(folder.dir, "local", backup))).toBe(version);
      expect(attemptsIn(join(folder.dir, "local", backup))).toEqual(before);
    }
  });

  test("keeps its takes from being submitted again", async () => {
    const joined = await joinPlan([compiled()], open(setup(sql)));
    // The clips themselves are not kept here: they are fetched again, and paid for by nobody.
    expect(joined.map(({ take, own }) => `${take.id} ${own}`).toSorted()).toEqual([
      "lost[lang=de] collect",
      "lost[lang=en] collect",
      "refused[lang=de] failed",
      "refused[lang=en] failed",
      "watch[lang=de] missing",
      "watch[lang=en] missing",
    ]);
  });
});

test("what was said about a clip is still known", async () => {
  const said = released.filter(({ version }) => version >= 4);
  expect(said.length).toBeGreaterThan(0);
  for (const { sql } of said) {
    const review = await open(setup(sql)).ledger.reviewOf({ storyboard: "board", take: "watch[lang=en]" });
    expect(review?.verdicts).toMatchObject([{ verdict: "approved", note: "as the client asked" }]);
  }
});

test("a ledger of a newer version is refused, and left as it is", () => {
  const folder = setup(`${released.at(-1)?.sql ?? ""}\nPRAGMA user_version = ${newest + 1};`);
  const before = readFileSync(folder.ledger);
  expect(() => openState({ dir: folder.dir, realmClass: "local" })).toThrow(
    expect.objectContaining({ code: "ledger_too_new" }),
  );
  expect(readdirSync(join(folder.dir, "local")).filter((file) => file.endsWith(".bak"))).toEqual([]);
  expect(readFileSync(folder.ledger).subarray(100)).toEqual(before.subarray(100));
});
