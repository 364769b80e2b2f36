import type { Session } from "./connection.ts";

/** A client that freezes in the middle of a transaction holds what it has locked for so long at most. */
export const idleTimeout = "10s";

/** Runs `work` in a transaction, which is undone where it throws. The session cannot be used after that. */
export async function inTransaction<Value>(session: Session, work: () => Promise<Value>): Promise<Value> {
  await session.run(`BEGIN; SET LOCAL idle_in_transaction_session_timeout = '${idleTimeout}'`);
  const value = await work();
  await session.run("COMMIT");
  return value;
}
