import { LedgerVersionError } from "../failures/ledger-errors.ts";
import { RealmMismatchError } from "../failures/money-errors.ts";
import type { RealmClass } from "@shotlist/core";
import type { Session } from "./connection.ts";

/** The PostgreSQL schema that holds the ledger of one kind of money: the others have their own. */
export function schemaOf(realmClass: RealmClass): string {
  return `shotlist_${realmClass}`;
}

/**
 * Each step brings a ledger from one version to the next. `attempts_current` is the promise itself, as in SQLite: a digest that has
 * an attempt gets no second one in its realm. Texts are compared byte by byte, so that a ledger has one order everywhere.
 */
export const postgresSteps: readonly string[] = [
  `
  CREATE TABLE endpoints (hash text PRIMARY KEY, provider text NOT NULL);

  CREATE TABLE sessions (
    fence bigint PRIMARY KEY,
    holder text NOT NULL,
    beat_at bigint NOT NULL,
    is_open boolean NOT NULL
  );
  CREATE INDEX sessions_open ON sessions (fence) WHERE is_open;

  CREATE TABLE attempts (
    id text COLLATE "C" PRIMARY KEY,
    realm text COLLATE "C" NOT NULL,
    digest text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    task_id text COLLATE "C",
    sha256 text,
    frame_sha256 text,
    failure text,
    endpoint text NOT NULL REFERENCES endpoints (hash),
    provider_name text COLLATE "C" NOT NULL,
    deadline_ms bigint NOT NULL,
    model text NOT NULL,
    run_id text NOT NULL,
    reserved bigint NOT NULL,
    settled bigint,
    currency text,
    failures_are_free smallint NOT NULL,
    counted smallint NOT NULL,
    counters text NOT NULL,
    rate text,
    released text,
    intent text,
    facts text NOT NULL,
    created_at bigint NOT NULL,
    intent_at bigint,
    submitted_at bigint,
    finished_at bigint,
    updated_at bigint NOT NULL,
    retired smallint NOT NULL,
    session bigint,
    sent_by bigint,
    UNIQUE (realm, digest, number)
  );
  CREATE UNIQUE INDEX attempts_current ON attempts (realm, digest) WHERE state <> 'resubmitted' AND retired = 0;
  CREATE INDEX attempts_task ON attempts (task_id) WHERE task_id IS NOT NULL;
  CREATE INDEX attempts_open ON attempts (realm, provider_name, state)
    WHERE state IN ('planned', 'submitting', 'submitted', 'adopted', 'queued', 'running', 'uncertain')
    AND (state <> 'planned' OR counted = 1);
  CREATE INDEX attempts_unsent ON attempts (state) WHERE state IN ('planned', 'submitting') AND counted = 1;
  CREATE INDEX attempts_sent ON attempts (realm, provider_name, intent_at);
  CREATE INDEX attempts_in_order ON attempts (created_at, id);
  CREATE INDEX attempts_state ON attempts (state) WHERE state NOT IN ('downloaded', 'resubmitted');

  CREATE TABLE attempt_takes (
    storyboard text COLLATE "C" NOT NULL,
    take text COLLATE "C" NOT NULL,
    attempt_id text COLLATE "C" NOT NULL REFERENCES attempts (id),
    PRIMARY KEY (storyboard, take, attempt_id)
  );
  CREATE INDEX attempt_takes_attempt ON attempt_takes (attempt_id);

  CREATE TABLE takes (
    storyboard text COLLATE "C" NOT NULL,
    take text COLLATE "C" NOT NULL,
    digest text NOT NULL,
    fields text NOT NULL,
    chosen bigint,
    at bigint NOT NULL,
    PRIMARY KEY (storyboard, take)
  );

  CREATE TABLE versions (
    storyboard text COLLATE "C" NOT NULL,
    take text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    digest text NOT NULL,
    attempt_id text COLLATE "C" NOT NULL REFERENCES attempts (id),
    sha256 text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (storyboard, take, number),
    UNIQUE (storyboard, take, attempt_id, sha256)
  );

  CREATE TABLE reviews (
    storyboard text COLLATE "C" NOT NULL,
    take text COLLATE "C" NOT NULL,
    review text NOT NULL,
    PRIMARY KEY (storyboard, take)
  );

  CREATE TABLE spending (
    counter text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    micros bigint NOT NULL,
    tasks bigint NOT NULL,
    PRIMARY KEY (counter, currency)
  );
  `,
  `
  CREATE TABLE uploads (
    id text COLLATE "C" PRIMARY KEY,
    realm text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    sha256 text NOT NULL,
    upload text NOT NULL,
    counters text NOT NULL
  );
  CREATE INDEX uploads_of_file ON uploads (realm, account, sha256);
  `,
  // What runs have learned about their providers.
  `
  CREATE TABLE learned (name text COLLATE "C" PRIMARY KEY, value text NOT NULL);
  `,
  // Renders that workers carry out: what was ordered, in parts; `jobs` says who works on which.
  `
  CREATE TABLE orders (
    id text COLLATE "C" PRIMARY KEY,
    settings text NOT NULL,
    at bigint NOT NULL
  );

  CREATE TABLE order_parts (
    id text COLLATE "C" PRIMARY KEY,
    order_id text COLLATE "C" NOT NULL REFERENCES orders (id),
    number bigint NOT NULL,
    plans text NOT NULL,
    ended_at bigint,
    result text,
    UNIQUE (order_id, number)
  );
  CREATE INDEX order_parts_open ON order_parts (order_id, number) WHERE ended_at IS NULL;

  CREATE TABLE order_files (sha256 text COLLATE "C" PRIMARY KEY, content bytea NOT NULL);

  CREATE SEQUENCE job_tokens;
  CREATE TABLE jobs (
    job text COLLATE "C" PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY,
    token bigint,
    leased_until bigint NOT NULL DEFAULT 0
  );
  CREATE INDEX jobs_in_order ON jobs (number);
  `,
];

/** Under which every session of one database migrates and writes, one at a time. */
export function lockKeyOf(schema: string): string {
  return `hashtextextended('shotlist ledger ${schema}', 0)`;
}

/** Brings the ledger to this release's version, whole or not at all, under the lock of its writers; refuses a newer one. */
export async function migrate(
  session: Session,
  realmClass: RealmClass,
  steps: readonly string[] = postgresSteps,
): Promise<void> {
  const schema = schemaOf(realmClass);
  await session.run(`BEGIN; SELECT pg_advisory_xact_lock(${lockKeyOf(schema)})`);
  await session.run(`CREATE SCHEMA IF NOT EXISTS ${schema}; SET LOCAL search_path TO ${schema};
    CREATE TABLE IF NOT EXISTS ledger (
      one int PRIMARY KEY CHECK (one = 1), version int NOT NULL, realm_class text NOT NULL
    )`);
  await session.rows("INSERT INTO ledger VALUES (1, 0, $1) ON CONFLICT DO NOTHING", [realmClass]);
  const [found] = await session.rows<{ version: number; realm_class: string }>("SELECT * FROM ledger");
  if (found === undefined) throw new Error("the ledger did not keep its version");
  if (found.version > steps.length) throw new LedgerVersionError(found.version, steps.length);
  if (found.realm_class !== realmClass) {
    throw new RealmMismatchError(`This is a ${found.realm_class} ledger in the place of the ${realmClass} ledger`);
  }
  for (const step of steps.slice(found.version)) await session.run(step);
  if (found.version < steps.length) await session.rows("UPDATE ledger SET version = $1", [steps.length]);
  await session.run("COMMIT");
}
