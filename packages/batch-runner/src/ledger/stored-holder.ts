import type { Holder } from "../failures/ledger-errors.ts";
import { DamagedLedger, objectFromStored } from "./stored.ts";

/** Who holds a ledger, as it keeps that. */
export function holderFrom(text: string): Holder {
  const { host, pid, startedAt, runId } = objectFromStored<Holder>(text);
  const isHolder = [host, startedAt, runId].every((value) => typeof value === "string") && Number.isSafeInteger(pid);
  if (isHolder) return { host, pid, startedAt, runId };
  throw new DamagedLedger("the holder of its lock cannot be read");
}
