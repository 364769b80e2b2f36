import { afterAll, beforeAll, describe } from "vitest";
import type { Ledger } from "../../../packages/batch-runner/src/ledger/ledger.ts";
import { connect, type Database } from "../../../packages/batch-runner/src/postgres/connection.ts";
import { openPostgresLedger } from "../../../packages/batch-runner/src/postgres/postgres-ledger.ts";
import { itKeepsTheRules } from "../../../packages/batch-runner/src/testing/ledger-conformance.ts";
import { itKeepsWithinLimits } from "../../../packages/batch-runner/src/testing/limits-conformance.ts";
import { itIsShared } from "../../../packages/batch-runner/src/testing/sharing-conformance.ts";
import { startCluster, type Cluster } from "./cluster.ts";

let cluster: Cluster;
let address: string;
let database: Database;

beforeAll(async () => {
  cluster = await startCluster();
  address = cluster.database("ledgers");
  database = await connect(address);
});
afterAll(async () => {
  await database.close();
  cluster.stop();
});

/** A new ledger, as many times over as asked. */
async function openFresh(count: number): Promise<readonly Ledger[]> {
  await database.with((session) => session.run("DROP SCHEMA IF EXISTS shotlist_mock CASCADE"));
  const options = { address, realmClass: "mock", time: "caller" } as const;
  return Promise.all(Array.from({ length: count }, () => openPostgresLedger(options)));
}

async function openOne(): Promise<Ledger> {
  const [ledger] = await openFresh(1);
  if (ledger === undefined) throw new Error("no ledger was opened");
  return ledger;
}

async function openTwo(): Promise<readonly [Ledger, Ledger]> {
  const [one, other] = await openFresh(2);
  if (one === undefined || other === undefined) throw new Error("no ledgers were opened");
  return [one, other];
}

describe("a ledger in PostgreSQL", () => {
  describe("like every other", () => {
    itKeepsTheRules(openOne);
  });
  describe("like every other, too,", () => {
    itKeepsWithinLimits(openOne);
  });
  describe("of which many sessions are open", () => {
    itIsShared(openTwo);
  });
});
