import { afterAll, beforeAll, describe, onTestFinished } from "vitest";
import { connect } from "../../../packages/batch-runner/src/postgres/connection.ts";
import { createBossDispatch } from "../../../packages/batch-runner/src/postgres/boss-dispatch.ts";
import { createClaims } from "../../../packages/batch-runner/src/postgres/claims.ts";
import { inTransaction } from "../../../packages/batch-runner/src/postgres/in-transaction.ts";
import { migrate } from "../../../packages/batch-runner/src/postgres/schema.ts";
import { itDispatches } from "../../../packages/batch-runner/src/testing/dispatch-conformance.ts";
import { startCluster, type Cluster } from "./cluster.ts";

let cluster: Cluster;
let databases = 0;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());

describe("claims of rows", () => {
  itDispatches(async () => {
    const name = `claims_${(databases += 1)}`;
    const database = await connect(cluster.database(name));
    onTestFinished(() => database.close());
    await database.with((session) => migrate(session, "local"));
    return {
      one: createClaims(database, "shotlist_local"),
      other: createClaims(database, "shotlist_local"),
      transaction: (use) => database.with((session) => inTransaction(session, () => use(session))),
      async lapse() {
        cluster.sql(name, "UPDATE shotlist_local.jobs SET leased_until = 1 WHERE token IS NOT NULL");
      },
    };
  });
});

describe("jobs in pg-boss", () => {
  itDispatches(async () => {
    const name = `boss_${(databases += 1)}`;
    const address = cluster.database(name);
    const database = await connect(address);
    const [one, other] = [0, 1].map(() => createBossDispatch({ address, queue: "shotlist_local" }));
    if (one === undefined || other === undefined) throw new Error("two workers");
    onTestFinished(async () => {
      await Promise.all([one.close(), other.close()]);
      await database.close();
    });
    return {
      one,
      other,
      transaction: (use) => database.with((session) => inTransaction(session, () => use(session))),
      async lapse() {
        cluster.sql(name, "UPDATE shotlist_boss.job SET heartbeat_on = heartbeat_on - interval '1 hour'");
        cluster.sql(name, "UPDATE shotlist_boss.queue SET monitor_on = NULL, monitor_claim_on = NULL");
        await one.lookAfterWorkers();
      },
    };
  });
});
