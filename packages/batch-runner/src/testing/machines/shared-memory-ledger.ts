import type { JsonObject } from "@shotlist/core";
import { LedgerFencedError } from "../../failures/ledger-errors.ts";
import { ledgerCalls, type WholeCallName } from "../../ledger/ledger-calls.ts";
import type { AttemptFilter, Ledger } from "../../ledger/ledger.ts";
import { toTakeRecord, toVersion } from "../../ledger/take-row.ts";
import { toRecords } from "../../ledger/to-records.ts";
import { uploadIn } from "../../ledger/uploads.ts";
import type { Attempt } from "../../lifecycle/attempt.ts";
import { decide, type Call } from "../../postgres/decide.ts";
import type { Needs } from "../../postgres/needs.ts";
import { beatEveryMs } from "../../postgres/sessions.ts";
import { createWorkingBooks, shown } from "../../postgres/working-books.ts";
import { createWorkingSet, type WorkingSet } from "../../postgres/working-set.ts";

/** A ledger for many sessions in memory. It decides with the code of the one in PostgreSQL; only its server is missing. */
export interface SharedMemoryLedger extends Ledger {
  /** The server was away until now: nobody could be heard of. */
  readonly restarted: () => void;
}

/** `now`: the server's clock, in milliseconds since 1970. */
export function createSharedMemoryLedger(now: () => number): SharedMemoryLedger {
  const set = createWorkingSet();
  const learned = new Map<string, JsonObject>();

  function answer(call: Call): unknown {
    set.now = now();
    // Counts of a moment: everything that is counted is in the set.
    set.lanes.clear();
    for (;;) {
      const decided = decide(set, [call], "server");
      if ("attempts" in decided) {
        knowNothingElse(set, decided);
        continue;
      }
      const [own] = decided;
      if (own === undefined) throw new Error("a decision has an answer");
      if ("error" in own) throw own.error;
      return own.value;
    }
  }

  function attempts({ states, storyboard, take }: AttemptFilter = {}): readonly Attempt[] {
    const books = createWorkingBooks(set);
    return [...set.attempts.values()]
      .map((row) => books.withTakes(shown(row)))
      .filter(({ state }) => states === undefined || states.includes(state.name))
      .filter(({ takes }) =>
        storyboard === undefined && take === undefined
          ? true
          : takes.some((own) => own.storyboard === (storyboard ?? own.storyboard) && own.take === (take ?? own.take)),
      )
      .toSorted((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1));
  }

  const takes: Ledger["takes"] = async (storyboard) =>
    [...set.takes.values()]
      .flatMap(({ record }) => (record === undefined ? [] : [toTakeRecord(record)]))
      .filter((record) => storyboard === undefined || record.storyboard === storyboard);
  const uploads: Ledger["uploads"] = async () => [...set.uploads.values()].map(uploadIn);
  const whole: Pick<Ledger, WholeCallName> = {
    attempts: async (filter) => attempts(filter),
    currentOf: async (realm, digests) =>
      attempts().filter(
        ({ realm: own, digest, state }) => own === realm && digests.includes(digest) && state.name !== "resubmitted",
      ),
    versionsIn: async (storyboard) =>
      [...set.takes.values()]
        .filter((take) => take.storyboard === storyboard)
        .flatMap(({ versions }) => versions.map(toVersion)),
    takes,
    uploads,
    records: async () => {
      const versions = [...set.takes.values()].flatMap((take) => take.versions.map(toVersion));
      return toRecords({ attempts: attempts(), takes: await takes(), versions, uploads: await uploads() });
    },
    recall: async (name) => learned.get(name),
    async remember(fence, name, value) {
      if (set.sessions.get(String(fence))?.is_open !== true) throw new LedgerFencedError();
      learned.set(name, value);
    },
  };
  const port = Object.keys(ledgerCalls)
    .filter((name) => !(name in whole))
    .map((name) => [name, async (...values: readonly unknown[]) => answer({ name: toDecision(name), values })]);
  return {
    shared: { beatEveryMs },
    // Every call of the port is there: `ledgerCalls` has them all.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    ...(Object.fromEntries(port) as Omit<Ledger, "shared" | "close">),
    ...whole,
    close: async () => undefined,
    restarted: () => {
      set.startedAt = now();
    },
  };
}

function toDecision(name: string): Call["name"] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a name of `ledgerCalls` that answers no list
  return name as Call["name"];
}

/** What was asked for and is not in the set is nowhere. */
function knowNothingElse(set: WorkingSet, needs: Needs): void {
  for (const key of needs.digests.keys()) set.digests.load(key, undefined);
  for (const id of needs.attempts) set.attempts.load(id, undefined);
  for (const task of needs.tasks) set.tasks.add(task);
  for (const [key, { storyboard, take }] of needs.takes) {
    set.takes.load(key, { storyboard, take, record: undefined, versions: [], review: undefined });
  }
  for (const id of needs.uploads) set.uploads.load(id, undefined);
  for (const key of needs.files.keys()) set.files.load(key, undefined);
  for (const counter of needs.counters) set.spending.set(counter, []);
  for (const key of needs.minutes.keys()) set.minutes.set(key, []);
  for (const key of needs.lanes.keys()) set.lanes.set(key, { in_flight: 0, sent: 0 });
  if (needs.orphans) set.hasOrphans = true;
}
