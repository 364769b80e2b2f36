import type { Digest, Plan, PlannedTake, Realm, TakeId } from "@shotlist/core";
import type { Ledger } from "../ledger/ledger.ts";
import type { TakeRecord, Version } from "../ledger/take-record.ts";
import type { Attempt } from "../lifecycle/attempt.ts";

/** What a ledger has of the takes of a plan. */
export interface KnownOfPlan {
  readonly recordOf: (take: PlannedTake) => TakeRecord | undefined;
  /** The attempt that counts, of the digest of a take or of what the ledger has under its name. */
  readonly attemptOf: (key: { readonly realm: Realm; readonly digest: Digest }) => Attempt | undefined;
  readonly versionsOf: (take: PlannedTake) => Promise<readonly Version[]>;
}

/** Digests that are asked for at once. */
const mostDigests = 10_000;

/** Of a storyboard of which only some takes are looked at, those are read one by one: it may have many more. */
const fewTakes = 16;

/** Asks the ledger about all takes of a plan at once: the number of questions does not grow with that of the takes. */
export async function readKnownOfPlan(plan: Plan, ledger: Ledger | undefined): Promise<KnownOfPlan> {
  const { storyboard, takes } = plan;
  const records = await readRecords(plan, ledger);
  const attempts = await readAttempts(takes, records, ledger);
  // Most takes are paid for, and then nobody asks.
  let versions: Promise<ReadonlyMap<TakeId, readonly Version[]>> | undefined;
  const readVersions = async (): Promise<ReadonlyMap<TakeId, readonly Version[]>> =>
    Map.groupBy((await ledger?.versionsIn(storyboard)) ?? [], ({ take }) => take);
  return {
    recordOf: ({ id }) => records.get(id),
    attemptOf: (key) => attempts.get(keyOf(key)),
    versionsOf: async ({ id }) => {
      if (takes.length <= fewTakes) return (await ledger?.versions({ storyboard, take: id })) ?? [];
      versions ??= readVersions();
      return (await versions).get(id) ?? [];
    },
  };
}

async function readRecords(
  { storyboard, takes }: Plan,
  ledger: Ledger | undefined,
): Promise<ReadonlyMap<TakeId, TakeRecord>> {
  if (ledger === undefined) return new Map();
  const found =
    takes.length <= fewTakes
      ? await Promise.all(takes.map(({ id }) => ledger.take({ storyboard, take: id })))
      : await ledger.takes(storyboard);
  return new Map(found.flatMap((record) => (record === undefined ? [] : [[record.take, record]])));
}

async function readAttempts(
  takes: readonly PlannedTake[],
  records: ReadonlyMap<TakeId, TakeRecord>,
  ledger: Ledger | undefined,
): Promise<ReadonlyMap<string, Attempt>> {
  const attempts = new Map<string, Attempt>();
  for (const [realm, group] of Map.groupBy(takes, (take) => take.realm)) {
    const digests = [...new Set(group.flatMap(({ id, digest }) => [digest, records.get(id)?.digest ?? digest]))];
    for (let start = 0; start < digests.length; start += mostDigests) {
      const found = (await ledger?.currentOf(realm, digests.slice(start, start + mostDigests))) ?? [];
      for (const attempt of found) attempts.set(keyOf(attempt), attempt);
    }
  }
  return attempts;
}

function keyOf({ realm, digest }: { readonly realm: Realm; readonly digest: Digest }): string {
  return `${realm} ${digest}`;
}
