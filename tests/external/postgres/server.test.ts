import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Ledger } from "../../../packages/batch-runner/src/ledger/ledger.ts";
import { openSqliteLedger } from "../../../packages/batch-runner/src/ledger/sqlite-ledger.ts";
import { connect } from "../../../packages/batch-runner/src/postgres/connection.ts";
import { openPostgresLedger } from "../../../packages/batch-runner/src/postgres/postgres-ledger.ts";
import { migrate, postgresSteps } from "../../../packages/batch-runner/src/postgres/schema.ts";
import { beginWriting } from "../../../packages/batch-runner/src/testing/ledger-asks.ts";
import { startCluster, type Cluster } from "./cluster.ts";

let cluster: Cluster;
let databases = 0;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());

interface Place {
  readonly name: string;
  readonly address: string;
}

function newDatabase(): Place {
  const name = `database_${(databases += 1)}`;
  return { name, address: cluster.database(name) };
}

type Options = Partial<Parameters<typeof openPostgresLedger>[0]>;

async function open({ address }: Place, over: Options = {}): Promise<Ledger> {
  const ledger = await openPostgresLedger({ address, realmClass: "local", ...over });
  onTestFinished(() => ledger.close());
  return ledger;
}

describe("a ledger's schema", () => {
  it("is made once, whoever opens a new database at the same moment", async () => {
    const place = newDatabase();
    const ledgers = await Promise.all(Array.from({ length: 5 }, () => open(place)));
    const writers = await Promise.all(ledgers.map((ledger, index) => beginWriting(ledger, `run-${index}`)));
    expect(new Set(writers.map(({ fence }) => fence)).size).toBe(5);
    expect(cluster.sql(place.name, "SELECT version FROM shotlist_local.ledger")).toBe(String(postgresSteps.length));
  });

  it("is refused where a newer release has written it, and left as it is", async () => {
    const place = newDatabase();
    await open(place);
    cluster.sql(place.name, "UPDATE shotlist_local.ledger SET version = 99");
    await expect(open(place)).rejects.toMatchObject({ code: "ledger_too_new" });
    expect(cluster.sql(place.name, "SELECT version FROM shotlist_local.ledger")).toBe("99");
  });

  it("is migrated whole or not at all", async () => {
    const place = newDatabase();
    const database = await connect(place.address);
    onTestFinished(() => database.close());
    const broken = [...postgresSteps, "CREATE TABLE one_more (id int); SELECT 1 / 0"];
    await expect(database.with((session) => migrate(session, "local", broken))).rejects.toThrow("division by zero");
    expect(cluster.sql(place.name, "SELECT count(*) FROM pg_namespace WHERE nspname = 'shotlist_local'")).toBe("0");
    const news = [...postgresSteps, "CREATE TABLE one_more (id int)"];
    await open(place);
    await database.with((session) => migrate(session, "local", news));
    expect(cluster.sql(place.name, "SELECT version FROM shotlist_local.ledger")).toBe(String(news.length));
  });

  it("of one kind of money knows nothing of another", async () => {
    const place = newDatabase();
    const [local, mock] = await Promise.all([open(place), open(place, { realmClass: "mock" })]);
    const writer = await beginWriting(local, "run-1");
    await writer.admitted("a");
    expect(await local.attempts()).toHaveLength(1);
    expect(await mock.attempts()).toEqual([]);
  });
});

describe("a server that may forget what it has confirmed", () => {
  const refused = { code: "ledger_not_durable" };

  it("is refused when it does not wait for its disk at a commit", async () => {
    const place = newDatabase();
    cluster.sql(place.name, `ALTER DATABASE ${place.name} SET synchronous_commit = off`);
    await expect(open(place)).rejects.toMatchObject(refused);
  });

  it("is refused from then on when that is turned off during a run", async () => {
    const place = newDatabase();
    const ledger = await open(place);
    const writer = await beginWriting(ledger, "run-1");
    cluster.sql(place.name, "ALTER SYSTEM SET synchronous_commit = off");
    cluster.sql(place.name, "SELECT pg_reload_conf()");
    onTestFinished(() => {
      cluster.sql(place.name, "ALTER SYSTEM RESET synchronous_commit");
      cluster.sql(place.name, "SELECT pg_reload_conf()");
    });
    await expect.poll(() => writer.admitted("a").catch((error: unknown) => error)).toMatchObject(refused);
  });

  it("is refused where money is real when it never waits for its disk", async () => {
    await expect(open(newDatabase(), { realmClass: "live" })).rejects.toMatchObject(refused);
  });
});

describe("a server that is away", () => {
  it("is waited for: what was asked for meanwhile is there once it is back", async () => {
    const place = newDatabase();
    const ledger = await open(place);
    const writer = await beginWriting(ledger, "run-1");
    const before = await writer.admitted("before");
    const crash = cluster.crash();
    const asked = Array.from({ length: 50 }, (_, index) => writer.admitted(`d${index}`));
    const sent = writer.after(before, { type: "intent" }, { type: "accepted", taskId: "task" });
    await crash;
    await Promise.all(asked);
    expect((await sent).state).toEqual({ name: "submitted", taskId: "task" });
    const attempts = await ledger.attempts();
    expect(attempts).toHaveLength(51);
    expect((await ledger.spending("run:run-1")).tasks).toBe(51);
  });

  it("does not cost a session its place, however long it was away", async () => {
    const place = newDatabase();
    const [one, other] = await Promise.all([open(place), open(place)]);
    const writer = await beginWriting(one, "run-1");
    const { id } = await writer.admitted("a");
    cluster.sql(place.name, "UPDATE shotlist_local.sessions SET beat_at = beat_at - 600000");
    await cluster.crash();
    const acquired = await other.acquire(
      { host: "elsewhere", pid: 1, startedAt: "", runId: "run-2" },
      { isGone: () => false, at: 0 },
    );
    expect(await other.claim(acquired.acquired ? acquired.fence : 0, id, 0)).toMatchObject({ claimed: false });
  });

  it("is named without user and password", async () => {
    const { name } = newDatabase();
    const address = `postgres://somebody:a-password@127.0.0.1:1/${name}`;
    const failure: unknown = await open({ name, address }, { patienceMs: 0 }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "ledger_unreachable" });
    expect(JSON.stringify(Object.getOwnPropertyDescriptors(failure))).not.toContain("a-password");
  });
});

it("holds nobody up for long that froze inside a transaction", async () => {
  const place = newDatabase();
  const [ledger, database] = [await open(place), await connect(place.address)];
  onTestFinished(() => database.close());
  const writer = await beginWriting(ledger, "run-1");
  const frozen = database.with(async (session) => {
    await session.run(`BEGIN; SET LOCAL idle_in_transaction_session_timeout = '1s';
      SELECT pg_advisory_xact_lock(hashtextextended('shotlist ledger shotlist_local', 0))`);
    await writer.admitted("a");
    return session.run("COMMIT");
  });
  await expect(frozen).rejects.toMatchObject({ name: "LostConnection" });
  expect(await ledger.current("mock", "a")).toBeDefined();
});

it("asks its server at most four times for each take where many are rendered together", async () => {
  const place = newDatabase();
  let trips = 0;
  const ledger = await open(place, { onRoundTrip: () => (trips += 1) });
  const writer = await beginWriting(ledger, "run-1");
  trips = 0;
  const takes = 200;
  await Promise.all(
    Array.from({ length: takes }, async (_, index) => {
      const attempt = await writer.admitted(`d${index}`, { limits: { inFlight: 1000 } });
      await writer.after(attempt, { type: "intent" }, { type: "accepted", taskId: `t${index}` });
      await writer.after(attempt, { type: "task", status: "running" }, { type: "task", status: "succeeded" });
      await writer.after(attempt, { type: "clip-stored", sha256: "00" });
    }),
  );
  expect(trips / takes).toBeLessThanOrEqual(4);
});

describe("a ledger that moves", () => {
  it("is the same in PostgreSQL as it was in SQLite, and back again", async () => {
    const [shared, first, second] = [
      await open(newDatabase()),
      openSqliteLedger({ file: ":memory:" }),
      openSqliteLedger({ file: ":memory:" }),
    ];
    const writer = await beginWriting(first, "run-1");
    const price = { micros: 2_000_000, currency: "CNY" };
    const paid = await writer.after(
      await writer.admitted("a", { reserve: price }),
      { type: "intent" },
      { type: "accepted", taskId: "t" },
      { type: "task", status: "succeeded" },
      { type: "clip-stored", sha256: "ff" },
    );
    await writer.after(
      await writer.admitted("b"),
      { type: "intent" },
      { type: "unanswered", failure: { code: "c", message: "m" } },
      { type: "resubmit" },
    );
    await writer.admitted("b", { at: 40 });
    const key = { storyboard: "board", take: "a" };
    await first.want(writer.fence, { ...key, digest: "a", fields: { prompt: "1" }, at: 9 });
    await first.addVersion(writer.fence, { ...key, digest: "a", attemptId: paid.id, sha256: "ff", at: 30 });
    const records = await first.records();
    const sent = records.filter((record) => record.type !== "attempt" || record.attempt.state.name !== "planned");

    const there = await beginWriting(shared, "import");
    expect(await shared.importRecords(there.fence, records)).toBe(sent.length);
    expect(await shared.importRecords(there.fence, records)).toBe(0);
    expect(await shared.records()).toEqual(sent);
    expect((await shared.spending("storyboard:board")).spent).toEqual([price]);

    const back = await beginWriting(second, "import");
    await second.importRecords(back.fence, await shared.records());
    expect(await second.records()).toEqual(sent);
    const again = { ...there.request("a"), runId: "run-9" };
    expect(await shared.admit(there.fence, again)).toMatchObject({ kind: "exists", attempt: { id: paid.id } });
  });
});
