import type { Container } from "../container/judgement.ts";
import { checkedHash, checkedKey } from "../store/names.ts";

/** What the name of a receipt in a bucket is like: its clip's hash and its attempt. */
export const receiptName: RegExp = /\/([0-9a-f]{64})\.([\w-]+)\.json$/u;

/** The name of a file of the store, below its folder: the same on a disk and in a bucket. */
export function nameInStore(file: string): string {
  return `clips/${file.slice(0, 2)}/${file}`;
}

export function nameOf(sha256: string, ending: Container | "png"): string {
  return nameInStore(`${checkedHash(sha256)}.${ending}`);
}

export function receiptOf(sha256: string, attemptId: string): string {
  return nameInStore(`${checkedHash(sha256)}.${checkedKey(attemptId)}.json`);
}
