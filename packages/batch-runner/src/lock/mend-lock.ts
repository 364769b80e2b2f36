import { LockFileError } from "../failures/lock-file-error.ts";
import { conflictMarker } from "../records/written-json.ts";
import { joinReviews, type TakeReview } from "../ledger/review.ts";
import { parseLock, readEntry, type Lock, type LockEntry } from "./lock-file.ts";
import { looksLikeReview, readReview } from "./lock-reviews.ts";

/**
 * Reads a lock file that git has merged badly: with conflict markers, or with one take on several lines. Every line is an
 * entry of its own, and none contradicts another: what two branches have paid for is paid for. Still whole or not at all; throws
 * `LockFileError` with the line that cannot be read.
 */
export function readMergedLock(text: string, file: string): Lock {
  const sound = wholeOrUndefined(text, file);
  if (sound !== undefined) return sound;
  const entries: LockEntry[] = [];
  const reviews = new Map<string, TakeReview>();
  for (const [index, line] of text.split("\n").entries()) {
    if (isFrame(line)) continue;
    const entry = entryOn(line);
    if ("review" in entry) reviews.set(entry.take, joinReviews(reviews.get(entry.take) ?? entry.review, entry.review));
    else if (!("fault" in entry)) entries.push(entry);
    else {
      throw new LockFileError("lock_unreadable", file, {
        fault: entry.fault,
        line: index + 1,
        hint: "Restore the file from git, then import each side of the merge.",
      });
    }
  }
  // The frame says which storyboard and which version it is, on whichever side of a merge.
  const version = /^ {2}"version": (\d+),$/mu.exec(text)?.[1];
  if (!/^[12]$/u.test(version ?? "") || storyboardOf(text) === undefined) {
    throw new LockFileError("lock_unreadable", file, {
      fault: "it is not a storyboard's lock file",
      hint: "Restore it from git.",
    });
  }
  return { entries, reviews };
}

/** The storyboard that a lock file names. */
export function storyboardOf(text: string): string | undefined {
  const written = /^\s*"storyboard":\s*(?<name>"(?:[^"\\]|\\.)*"),?\s*$/mu.exec(text)?.groups?.["name"];
  const name: unknown = written === undefined ? undefined : JSON.parse(written);
  return typeof name === "string" && name !== "" ? name : undefined;
}

/** Whether a text looks like a lock file, and not like an exported ledger. */
export function isLockFile(text: string): boolean {
  return storyboardOf(text) !== undefined && /"takes":\s*\{/u.test(text);
}

function wholeOrUndefined(text: string, file: string): Lock | undefined {
  try {
    return parseLock(text, file);
  } catch (error) {
    if (error instanceof LockFileError && error.code === "lock_unreadable" && text.length < longestMended)
      return undefined;
    throw error;
  }
}

/** What is looked at line by line. */
const longestMended = 64 * 1024 * 1024;

/** What surrounds the entries, and what git adds. */
function isFrame(line: string): boolean {
  const bare = line.trim();
  if (conflictMarker.test(line.trimEnd()) || /^(?:[{}\][]+,?)?$/u.test(bare)) return true;
  return /^"(?:version": \d+|storyboard": "(?:[^"\\]|\\.)*"|takes": \{\}?|earlier": \[\]?|reviews": \{\}?),?$/u.test(
    bare,
  );
}

const entryLine = /^(?:(?<take>"(?:[^"\\]|\\.)*"):\s*)?(?<entry>\{.*\}),?$/u;

interface ReviewLine {
  readonly take: string;
  readonly review: TakeReview;
}

function entryOn(line: string): LockEntry | ReviewLine | { readonly fault: string } {
  const groups = entryLine.exec(line.trim())?.groups;
  try {
    const value: unknown = JSON.parse(groups?.["entry"] ?? "");
    const take: unknown = groups?.["take"] === undefined ? takeIn(value) : JSON.parse(groups["take"]);
    return looksLikeReview(value) ? reviewOn(take, value) : readEntry(take, value);
  } catch {
    return { fault: "the line is not a lock file entry" };
  }
}

function reviewOn(take: unknown, value: unknown): ReviewLine | { readonly fault: string } {
  const review = readReview(value);
  if ("fault" in review) return review;
  return typeof take === "string" ? { take, review } : { fault: "a review has no take" };
}

function takeIn(value: unknown): unknown {
  return typeof value === "object" && value !== null && "take" in value ? value.take : undefined;
}
