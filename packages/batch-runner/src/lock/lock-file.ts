import { realmOf, type Digest, type Money, type Realm, type TakeId } from "@shotlist/core";
import { type FormatId, isFormatId, isJsonObject, present } from "@shotlist/schema";
import { faultOfLockEntry } from "@shotlist/schema/state";
import { LockFileError } from "../failures/lock-file-error.ts";
import type { TakeReview } from "../ledger/review.ts";
import { readWrittenJson } from "../records/written-json.ts";
import { reviewLines, readReview } from "./lock-reviews.ts";

/** The state of an attempt in a lock file. Attempts that cost nothing are not in it. */
export type LockedState =
  /** Its clip was fetched. */
  | "downloaded"
  /** Its task runs, or has ended and waits to be fetched. */
  | "running"
  | "uncertain"
  | "lost"
  /** Its clip was fetched, and a person asked for another one. */
  | "retaken";

/** Reviews by take. */
export type LockReviews = ReadonlyMap<TakeId, TakeReview>;

/** What a lock file says. */
export interface Lock {
  readonly entries: readonly LockEntry[];
  readonly reviews: LockReviews;
}

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
  /** Tasks that were released from it. */
  readonly released?: readonly string[];
}

/** The newest that this release reads; 1 knows neither reviews nor entries that are `retaken`. */
const lockVersion = 2;

/** One line for each take, so that git merges two branches line by line. */
export function formatLock(
  storyboard: string,
  { entries, reviews }: Lock,
  current: ReadonlyMap<TakeId, Digest>,
): string {
  const isOfFirst = reviews.size === 0 && entries.every(({ state }) => state !== "retaken");
  const isCurrent = currentAmong(entries, current);
  const sorted = entries.toSorted(byTakeThenAttempt);
  const takes = sorted.filter(isCurrent).map((entry) => `    ${JSON.stringify(entry.take)}: ${textOf(entry)}`);
  const earlier = sorted.filter((entry) => !isCurrent(entry)).map((entry) => `    ${textOf(entry, entry.take)}`);
  return [
    "{",
    `  "version": ${isOfFirst ? 1 : lockVersion},`,
    `  "storyboard": ${JSON.stringify(storyboard)},`,
    `  "takes": {${block(takes)}},`,
    `  "earlier": [${block(earlier)}]${reviews.size === 0 ? "" : ","}`,
    ...(reviews.size === 0 ? [] : [`  "reviews": {${block(reviewLines(reviews))}}`]),
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
  const rank = (entry: LockEntry): number => {
    if (entry.state === "retaken") return -1;
    return current.get(entry.take) === entry.digest ? Infinity : entry.at;
  };
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

function textOf(entry: LockEntry, take?: TakeId): string {
  return JSON.stringify({
    ...entry,
    take,
    realm: entry.realm.replace(/^live:https:\/\//u, "live:"),
    state: entry.state === "downloaded" ? undefined : entry.state,
  });
}

/** Larger than any that was ever written: a hundred thousand takes. */
const longestLock = 64 * 1024 * 1024;

/** Reads a lock file, whole or not at all. Throws `LockFileError`: what it cannot say might be paid for twice. */
export function parseLock(text: string, file: string): Lock {
  if (text.length > longestLock) throw unreadable(file, { fault: "it is too long" });
  const written = readWrittenJson(text);
  if (!written.ok) throw unreadable(file, written);
  const lock = written.value;
  if (isJsonObject(lock) && typeof lock["version"] === "number" && lock["version"] > lockVersion) {
    throw new LockFileError("lock_too_new", file, {
      fault: "it was written by a newer release",
      hint: "Use the release that wrote it, or a newer one.",
    });
  }
  const { takes, earlier, reviews = {} } = isJsonObject(lock) ? lock : {};
  const isKnown = isJsonObject(lock) && (lock["version"] === 1 || lock["version"] === lockVersion);
  if (!isKnown || !isJsonObject(takes) || !Array.isArray(earlier) || !isJsonObject(reviews)) {
    throw unreadable(file, { fault: "it is not a storyboard's lock file" });
  }
  const named = [
    ...Object.entries(takes),
    ...earlier.map((value: unknown) => [isJsonObject(value) ? value["take"] : undefined, value] as const),
  ];
  const entries = named.map(([take, value], index) => {
    const entry = readEntry(take, value);
    if ("fault" in entry) throw unreadable(file, { fault: entry.fault, ...lineOf(text, take, index) });
    return entry;
  });
  const reviewed = Object.entries(reviews).map(([take, value]) => {
    const review = readReview(value);
    if ("fault" in review)
      throw unreadable(file, { fault: `the review of ${JSON.stringify(take.slice(0, 80))}: ${review.fault}` });
    return [take, review] as const;
  });
  return { entries, reviews: new Map(reviewed) };
}

/** Where an entry is written, as long as there is one line for each take. */
function lineOf(text: string, take: unknown, index: number): { readonly line?: number } {
  const entries = text.split("\n").flatMap((line, at) => (line.includes('"digest":') ? [{ line, at }] : []));
  const named = typeof take === "string" ? entries.find(({ line }) => line.includes(JSON.stringify(take))) : undefined;
  const found = named ?? entries[index];
  return found === undefined ? {} : { line: found.at + 1 };
}

function unreadable(file: string, { fault, line }: { readonly fault: string; readonly line?: number }): LockFileError {
  return new LockFileError("lock_unreadable", file, {
    fault,
    hint: "This file records what is paid for. Import it, which merges both sides and writes it again, or restore it from git.",
    way: "mend-lock",
    ...present({ line }),
  });
}

/** Reads one entry, every value of it checked; nothing beyond what is known is kept. */
export function readEntry(take: unknown, value: unknown): LockEntry | { readonly fault: string } {
  const fault = faultOfLockEntry(isJsonObject(value) ? { ...value, take } : value);
  if (fault !== undefined) return { fault };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this is what the schema has just shown
  const written = value as WrittenEntry;
  const { format, task, clip, lastFrame, price, seed, client, released } = written;
  const state = written.state ?? "downloaded";
  if (typeof take !== "string") return { fault: "an entry has no take" };
  if (!isFormatId(format)) return { fault: "format is not a format of this release" };
  const realm = toRealm(written.realm);
  if (realm === undefined) return { fault: "realm is not a live one" };
  if (clip === undefined && (state === "downloaded" || state === "retaken")) return { fault: "the record has no clip" };
  if (task === undefined && state !== "uncertain") return { fault: "the record has no task" };
  const { digest, attempt, number, provider, model, at } = written;
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
    ...present({ task, clip, lastFrame, seed, client, released }),
    ...(price === undefined ? {} : { price: { amount: price.amount, currency: price.currency } }),
  };
}

/** An entry as it is written: the usual state is left out, and the realm has no `https://`. */
type WrittenEntry = Omit<LockEntry, "take" | "state" | "format" | "realm"> & {
  readonly state?: LockedState;
  readonly format: string;
  readonly realm: string;
};

/** Only what was paid for at a live vendor is in a lock file, and a realm is an origin: nothing else may be asked with a key. */
function toRealm(written: string): Realm | undefined {
  const host = written.replace(/^live:/u, "");
  const origin = host.includes("://") ? host : `https://${host}`;
  if (!URL.canParse(origin)) return undefined;
  const realm = realmOf(origin);
  return realm === `live:${origin}` ? realm : undefined;
}
