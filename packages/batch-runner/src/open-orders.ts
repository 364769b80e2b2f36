import type { RealmClass } from "@shotlist/core";
import type { Orders } from "./orders/orders.ts";
import { createSystemClock, type Clock } from "./ports/clock.ts";
import { createBossDispatch } from "./postgres/boss-dispatch.ts";
import { createClaims } from "./postgres/claims.ts";
import { connectLater } from "./postgres/connection.ts";
import { createPatience } from "./postgres/patience.ts";
import { createPostgresOrders } from "./postgres/postgres-orders.ts";
import { schemaOf } from "./postgres/schema.ts";

/** Whose orders, and where they are. */
export interface OpenOrdersOptions {
  /** The address of the shared ledger, which `openSharedState` has opened before. It is in no message of ours. */
  readonly address: string;
  readonly realmClass: RealmClass;
  readonly clock?: Clock;
  /** What hands out the parts: rows of the ledger's own schema, or the package `pg-boss`. Default: `rows`. */
  readonly dispatch?: "rows" | "pg-boss";
}

/** How long a server that is away is waited for. */
const patienceMs = 60_000;

/** Opens the orders next to a shared ledger. Connects when something is asked. */
export function openOrders({
  address,
  realmClass,
  clock = createSystemClock(),
  dispatch = "rows",
}: OpenOrdersOptions): Orders {
  const database = connectLater(address);
  const schema = schemaOf(realmClass);
  return createPostgresOrders(database, {
    schema,
    dispatch: dispatch === "rows" ? createClaims(database, schema) : createBossDispatch({ address, queue: schema }),
    untilThere: createPatience({ clock, patienceMs }),
  });
}
