import { createHash } from "node:crypto";
import type { Plan } from "@shotlist/core";
import { fromLock } from "../../lock/from-lock.ts";
import type { LockEntry } from "../../lock/lock-file.ts";
import type { State } from "../../state/state.ts";
import { withLock } from "../../state/with-lock.ts";
import type { Chance } from "./chance.ts";

/** What a stranger may write into an entry. */
const hostile: readonly Readonly<Record<string, unknown>>[] = [
  { clip: "../../outside" },
  { task: ".." },
  { state: "free" },
  { price: { amount: -1e12, currency: "CNY" } },
  { price: { amount: 1e300, currency: "CNY" } },
  { at: 1e300 },
  { attempt: "../../outside" },
];

/** The lines of a lock file that hold the entry of a take. */
const entryLine = /^ {4}(?<take>"[^"]+"): (?<entry>\{"realm".*\})(?<comma>,?)$/u;

/** A lock file in which one entry has what no ledger writes. The same text where it has no entry. */
export function withStrangersValues(text: string, chance: Chance): string {
  return changeEntry(text, chance, ({ take, entry, comma }) => {
    const changed = { ...toObject(entry), ...chance.pick(hostile) };
    return [`    ${take}: ${JSON.stringify(changed)}${comma}`];
  });
}

/**
 * A lock file as git merges it where another branch had paid for something else under the same take's name, and asked for it
 * again: both lines stay. Of a take that was not fetched yet there is only one line.
 */
export function withTakeTwice(text: string, chance: Chance): string {
  return changeEntry(text, chance, ({ take, entry, comma }) => {
    const { price: _, ...own } = toObject(entry);
    if (own["state"] !== undefined) return [`    ${take}: ${entry}${comma}`];
    const other = {
      ...own,
      digest: createHash("sha256").update(entry).digest("hex"),
      attempt: `${String(own["attempt"])}-of-another-branch`,
      task: "task-of-another-branch",
      state: "retaken",
    };
    return [`    ${take}: ${entry},`, `    ${take}: ${JSON.stringify(other)}${comma}`];
  });
}

interface Entry {
  readonly take: string;
  readonly entry: string;
  readonly comma: string;
}

function changeEntry(text: string, chance: Chance, change: (entry: Entry) => readonly string[]): string {
  const lines = text.split("\n");
  const held = lines.flatMap((line, index) => (entryLine.test(line) ? [index] : []));
  if (held.length === 0) return text;
  const chosen = chance.pick(held);
  return lines
    .flatMap((line, index) => {
      const { take = "", entry = "", comma = "" } = entryLine.exec(line)?.groups ?? {};
      return index === chosen ? change({ take, entry, comma }) : [line];
    })
    .join("\n");
}

function toObject(text: string): Readonly<Record<string, unknown>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has just been matched as an object
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}

/** Takes a lock file in as it is written, as a reader would that checks nothing. */
export async function takeInUnchecked(state: State, text: string, plan: Plan): Promise<void> {
  const entries = text.split("\n").flatMap((line): readonly LockEntry[] => {
    const { take, entry } = entryLine.exec(line)?.groups ?? {};
    if (take === undefined || entry === undefined) return [];
    const written = { state: "downloaded", ...toObject(entry), take: JSON.parse(take) };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- that nobody has looked is the point
    return [{ ...written, realm: plan.takes[0]?.realm } as unknown as LockEntry];
  });
  await withLock(state, (fence) => state.ledger.importRecords(fence, fromLock(entries, plan)));
}
