import type { PgBoss as Boss } from "pg-boss";
import type { Dispatch, Lease } from "../dispatch/dispatch.ts";
import { leaseMs } from "../dispatch/dispatch.ts";
import { StorageError } from "../failures/storage-error.ts";
import type { Session } from "./connection.ts";
import { LostConnection } from "./failure.ts";

interface BossOptions {
  readonly address: string;
  /** One queue for each kind of money. */
  readonly queue: string;
}

interface Payload {
  readonly job: string;
}

/** A schema for the queues of all kinds of money, next to those of their ledgers. */
const schema = "shotlist_boss";
const connections = 2;
const heartbeatSeconds = leaseMs / 1000;
const hourSeconds = 60 * 60;
const daySeconds = 24 * hourSeconds;

/**
 * `exclusive` keeps one live job for each name, so that offering a part again adds nothing. A worker that goes must never use up
 * the tries of a job: how often something is paid for is decided by the ledger. A part that takes longer than a day, the most that
 * pg-boss knows, is offered to another worker as well, which waits for the one that has it.
 */
const queueOptions = {
  policy: "exclusive",
  heartbeatSeconds,
  retryLimit: 1_000_000,
  retryDelay: 0,
  expireInSeconds: daySeconds,
  deleteAfterSeconds: hourSeconds,
  retentionSeconds: 365 * daySeconds,
};

/** Jobs in pg-boss, started when it is first used. Of its calls on jobs only `insert`, `fetch`, `touch`, `complete` and `fail` are used. */
export function createBossDispatch({ address, queue }: BossOptions): BossDispatch {
  let started: Promise<Boss> | undefined;

  async function boss(): Promise<Boss> {
    started ??= start({ address, queue });
    try {
      return await started;
    } catch (error) {
      started = undefined;
      throw error;
    }
  }

  /** What fails on its own connections is tried again; what fails in a transaction of ours is named by it. */
  async function asked<Value>(work: (running: Boss) => Promise<Value>): Promise<Value> {
    const running = await boss();
    return work(running).catch((cause: unknown) => {
      throw new LostConnection(cause);
    });
  }

  return {
    ready: async () => void (await boss()),
    async enqueue(transaction, jobs) {
      const running = await boss();
      const rows = jobs.map((job) => ({ data: { job } satisfies Payload, singletonKey: job }));
      await running.insert(queue, rows, { db: within(transaction) });
    },
    async claim(most) {
      const jobs = await asked((running) => running.fetch<Payload>(queue, { batchSize: most }));
      return jobs.map(({ id, retryCount, data }) => ({ job: data.job, token: `${id} ${retryCount}` }));
    },
    async heartbeat(leases) {
      await asked((running) => running.touch(queue, leases.map(attemptOf)));
    },
    async complete(transaction, lease) {
      const running = await boss();
      return hasEnded(await running.complete(queue, [attemptOf(lease)], null, { db: within(transaction) }));
    },
    async release(leases) {
      await asked((running) => running.fail(queue, leases.map(attemptOf)));
    },
    lookAfterWorkers: () => asked((running) => running.supervise(queue)),
    async close() {
      const running = await started?.catch(() => undefined);
      await running?.stop({ graceful: false });
    },
  };
}

export interface BossDispatch extends Dispatch<Session> {
  /** Hands on the jobs of workers that have not been heard of; pg-boss does it now and then by itself. */
  readonly lookAfterWorkers: () => Promise<void>;
}

async function start({ address, queue }: BossOptions): Promise<Boss> {
  const { PgBoss } = await import("pg-boss").catch((cause: unknown) => {
    throw new StorageError("dispatch_missing", { doing: "opening the ledger", cause });
  });
  const boss = new PgBoss({
    connectionString: address,
    schema,
    max: connections,
    application_name: "shotlist",
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  // It goes on by itself once its server is back; without a listener the process would end.
  boss.on("error", () => undefined);
  try {
    await boss.start();
    await boss.createQueue(queue, queueOptions);
  } catch (cause) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw new LostConnection(cause);
  }
  return boss;
}

/** The attempt of the job that was fetched: by its id alone, pg-boss lets a worker end what another one has. */
function attemptOf({ token }: Lease): { readonly id: string; readonly retryCount: number } {
  const [id = "", retryCount] = token.split(" ");
  return { id, retryCount: Number(retryCount) };
}

/** Its types do not have what it answers. */
function hasEnded(answer: object): boolean {
  if ("affected" in answer && typeof answer.affected === "number") return answer.affected > 0;
  throw new Error("pg-boss does not say whether a job has ended");
}

function within(session: Session) {
  return {
    executeSql: async (text: string, values: readonly unknown[] = []) => ({
      rows: [...(await session.rows(text, values))],
    }),
  };
}
