import { DamagedLedger } from "../ledger/stored.ts";

/**
 * Names of files in the store come from the ledger, which may come from a stranger: a hash is a hash, and a key of a download
 * leads nowhere else.
 */
export function checkedHash(sha256: string): string {
  if (/^[0-9a-f]{64}$/u.test(sha256)) return sha256;
  throw new DamagedLedger("the name of a clip is not a hash");
}

/** The id of an attempt, as a part of a file's name. */
export function checkedKey(key: string): string {
  if (/^[A-Za-z0-9][\w-]{0,199}$/u.test(key)) return key;
  throw new DamagedLedger("the id of an attempt cannot be the name of a file");
}
