import type { Digest, JsonObject, Money, Realm, TakeId } from "@shotlist/core";
import { isFormatId, type FormatId } from "@shotlist/schema";
import { LockFileError } from "../errors.ts";
import { fromStored } from "../ledger/stored.ts";

/** How an attempt stands in a lock file. Attempts that cost nothing are not in it. */
export type LockedState =
  /** Its clip was fetched. */
  | "downloaded"
  /** Its task runs, or has ended and waits to be fetched. */
  | "running"
  | "uncertain"
  | "lost";

/** What was paid for under a take's name, without any address. */
export interface LockEntry {
  readonly take: TakeId;
  readonly realm: Realm;
  readonly digest: Digest;
  readonly state: LockedState;
  readonly attempt: string;
  readonly number: number;
  readonly provider: string;
  readonly format: FormatId;
  readonly model: string;
  readonly task?: string;
  /** Hash of the clip. */
  readonly clip?: string;
  readonly lastFrame?: string;
  readonly price?: Money;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** By what an uncertain submit can be recognised. */
  readonly seed?: number;
  readonly client?: string;
}

const lockVersion = 1;
const states: readonly LockedState[] = ["downloaded", "running", "uncertain", "lost"];

/** One line for each take, so that git merges two branches line by line. */
export function formatLock(
  storyboard: string,
  entries: readonly LockEntry[],
  current: ReadonlyMap<TakeId, Digest>,
): string {
  const isCurrent = currentAmong(entries, current);
  const sorted = entries.toSorted(byTakeThenAttempt);
  const takes = sorted.filter(isCurrent).map((entry) => `    ${JSON.stringify(entry.take)}: ${lineOf(entry)}`);
  const earlier = sorted.filter((entry) => !isCurrent(entry)).map((entry) => `    ${lineOf(entry, entry.take)}`);
  return [
    "{",
    `  "version": ${lockVersion},`,
    `  "storyboard": ${JSON.stringify(storyboard)},`,
    `  "takes": {${block(takes)}},`,
    `  "earlier": [${block(earlier)}]`,
    "}",
    "",
  ].join("\n");
}

function block(lines: readonly string[]): string {
  return lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `;
}

/** Of a take's entries, the one that is asked for now, else its newest. */
function currentAmong(
  entries: readonly LockEntry[],
  current: ReadonlyMap<TakeId, Digest>,
): (entry: LockEntry) => boolean {
  const chosen = new Map<TakeId, LockEntry>();
  const rank = (entry: LockEntry): number => (current.get(entry.take) === entry.digest ? Infinity : entry.at);
  for (const entry of entries.toSorted(byTakeThenAttempt)) {
    const before = chosen.get(entry.take);
    if (before === undefined || rank(entry) > rank(before)) chosen.set(entry.take, entry);
  }
  return (entry) => chosen.get(entry.take) === entry;
}

function byTakeThenAttempt(left: LockEntry, right: LockEntry): number {
  return compare(left.take, right.take) || compare(left.attempt, right.attempt);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

function lineOf(entry: LockEntry, take?: TakeId): string {
  return JSON.stringify({
    ...entry,
    take,
    realm: entry.realm.replace(/^live:https:\/\//u, "live:"),
    state: entry.state === "downloaded" ? undefined : entry.state,
  });
}

/** Reads a lock file, whole or not at all. Throws `LockFileError`: what it cannot tell might be paid for twice. */
export function parseLock(text: string, file: string): readonly LockEntry[] {
  const lock = readJson(text, file);
  if (typeof lock["version"] === "number" && lock["version"] > lockVersion) {
    throw new LockFileError("lock_too_new", file, "Use the release that wrote it, or a newer one.");
  }
  const { takes, earlier } = lock;
  if (lock["version"] !== lockVersion || !isObject(takes) || !Array.isArray(earlier)) throw unreadable(file);
  const entries = [
    ...Object.entries(takes).map(([take, value]) => toEntry(take, value)),
    ...earlier.map((value: unknown) => toEntry(isObject(value) ? value["take"] : undefined, value)),
  ];
  return entries.map((entry) => {
    if (entry === undefined) throw unreadable(file);
    return entry;
  });
}

function readJson(text: string, file: string): JsonObject {
  try {
    const value = fromStored<unknown>(text);
    if (isObject(value)) return value;
  } catch {
    // Said below.
  }
  throw unreadable(file);
}

function unreadable(file: string): LockFileError {
  return new LockFileError(
    "lock_unreadable",
    file,
    "Resolve its merge conflict, or restore it from git; it says what is paid for.",
  );
}

function toEntry(take: unknown, value: unknown): LockEntry | undefined {
  if (typeof take !== "string" || !isObject(value)) return undefined;
  const { digest, attempt, number, provider, format, model, task, clip, lastFrame, price, at, seed, client } = value;
  const realm = toRealm(value["realm"]);
  const state = states.find((known) => known === (value["state"] ?? "downloaded"));
  if (state === undefined || realm === undefined || !isFormatId(format)) return undefined;
  if (typeof digest !== "string" || typeof attempt !== "string" || typeof number !== "number") return undefined;
  if (typeof provider !== "string" || typeof model !== "string" || typeof at !== "number") return undefined;
  if (typeof clip !== "string" && state === "downloaded") return undefined;
  if (typeof task !== "string" && state !== "uncertain") return undefined;
  return {
    take,
    realm,
    digest,
    state,
    attempt,
    number,
    provider,
    format,
    model,
    at,
    ...(typeof task === "string" ? { task } : {}),
    ...(typeof clip === "string" ? { clip } : {}),
    ...(typeof lastFrame === "string" ? { lastFrame } : {}),
    ...(typeof seed === "number" ? { seed } : {}),
    ...(typeof client === "string" ? { client } : {}),
    ...(isMoney(price) ? { price } : {}),
  };
}

/** Only what was paid for at a live vendor is in a lock file; anything else has no business there. */
function toRealm(value: unknown): Realm | undefined {
  const host = typeof value === "string" ? /^live:(.+)$/u.exec(value)?.[1] : undefined;
  if (host === undefined) return undefined;
  return host.includes("://") ? `live:${host}` : `live:https://${host}`;
}

function isMoney(value: unknown): value is Money {
  return isObject(value) && typeof value["amount"] === "number" && typeof value["currency"] === "string";
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
