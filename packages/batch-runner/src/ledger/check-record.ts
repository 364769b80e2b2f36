import { realmOf, type ResolvedProvider } from "@shotlist/core";
import { isFormatId } from "@shotlist/schema";
import { faultOfLedgerRecord, faultOfStoredProvider, faultOfStoredUpload } from "@shotlist/schema/state";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { LedgerRecord } from "./ledger-record.ts";

/** A record from outside that may be believed, or what is wrong with it. */
export type CheckedRecord = { readonly record: LedgerRecord } | { readonly fault: string };

/**
 * Checks a record that another machine, a receipt or a stranger wrote: every value against its schema, and what must agree
 * with each other. Nothing of it has been believed before.
 */
export function checkRecord(value: unknown): CheckedRecord {
  const fault = faultOfLedgerRecord(value);
  if (fault !== undefined) return { fault };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this is what the schema has just shown
  const record = value as LedgerRecord;
  const disagreement = record.type === "attempt" ? disagreementIn(record.attempt) : undefined;
  return disagreement === undefined ? { record } : { fault: disagreement };
}

function disagreementIn({ realm, provider }: Attempt): string | undefined {
  if (realm !== provider.realm) return "attempt.realm is not the realm of attempt.provider";
  return endpointFault(provider, "attempt.provider");
}

/** What is wrong with an upload as a ledger keeps it. */
export function faultOfUpload(value: unknown): string | undefined {
  return faultOfStoredUpload(value);
}

/** What is wrong with an endpoint as a ledger keeps it. */
export function faultOfProvider(value: unknown): string | undefined {
  const fault = faultOfStoredProvider(value);
  if (fault !== undefined) return fault;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this is what the schema has just shown
  return endpointFault(value as ResolvedProvider, "provider");
}

/** Money of one realm must not be asked for at the address of another: a key would go where nobody sent it. */
function endpointFault({ format, baseUrl, realm }: ResolvedProvider, name: string): string | undefined {
  if (!isFormatId(format)) return `${name}.format is not a format of this release`;
  if (!URL.canParse(baseUrl)) return `${name}.baseUrl is not an address`;
  const isOfRealm = realm === "mock" || realm === realmOf(baseUrl);
  return isOfRealm ? undefined : `${name}.baseUrl is not in the realm ${realm}`;
}
