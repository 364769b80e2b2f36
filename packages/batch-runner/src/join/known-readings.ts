import {
  type Digest,
  digestOf,
  type FormerReading,
  type Plan,
  type PlannedTake,
  readAs,
  type TakeId,
} from "@shotlist/core";
import type { Ledger } from "../ledger/ledger.ts";
import { traits } from "../lifecycle/state.ts";
import type { Locks } from "../lock/locks.ts";

/** What is known about what was paid for. */
export interface Known {
  readonly ledger: Ledger | undefined;
  readonly locks: Locks;
}

/**
 * The plans, each take read as it was when it was paid for. A release that reads a storyboard otherwise than the one before gives
 * such takes their former readings; a digest or an id that the ledger or a lock file knows wins over a new one, so that no
 * release makes anyone pay again. A take that depends on one read so has the digest that it had then.
 */
export async function inKnownReadings(plans: readonly Plan[], known: Known): Promise<readonly Plan[]> {
  const found: Plan[] = [];
  for (const plan of plans) found.push(plan.takes.some(hasFormer) ? await inKnownReading(plan, known) : plan);
  return found;
}

/** The readings are computed when they are looked at: most takes have none. */
function hasFormer(take: PlannedTake): boolean {
  return "former" in take;
}

async function inKnownReading(plan: Plan, known: Known): Promise<Plan> {
  const names = new Set((await known.ledger?.takes(plan.storyboard))?.map(({ take }) => take));
  const knows = (id: TakeId): boolean => names.has(id) || known.locks.knows({ storyboard: plan.storyboard, id });
  const chosen = new Map<TakeId, PlannedTake>();
  const planned = new Map(plan.takes.map((take) => [take.id, take]));
  const takes: PlannedTake[] = [];
  for (const take of plan.takes) {
    const isMoved = take.dependsOn.some((id) => chosen.has(id));
    if (!hasFormer(take) && !isMoved) {
      takes.push(take);
      continue;
    }
    const readings = [take, ...(take.former ?? [])];
    const reading = await knownReading(take, readings, { known, chosen, planned });
    const id = readings.map((one) => one.id).find(knows) ?? take.id;
    const own = { id, digest: reading?.digest ?? take.digest, asked: reading?.asked ?? take.asked };
    const isNew = own.id === take.id && own.digest === take.digest && !isMoved;
    const result = isNew
      ? take
      : readAs(take, { ...own, idOf: (dependency) => chosen.get(dependency)?.id ?? dependency });
    takes.push(result);
    if (!isNew) chosen.set(take.id, result);
  }
  return { ...plan, takes };
}

interface Candidate extends FormerReading {
  readonly digest: Digest;
}

/** The first reading that was paid for, else the first that was tried. */
async function knownReading(
  take: PlannedTake,
  readings: readonly FormerReading[],
  {
    known,
    chosen,
    planned,
  }: {
    readonly known: Known;
    readonly chosen: ReadonlyMap<TakeId, PlannedTake>;
    readonly planned: ReadonlyMap<TakeId, PlannedTake>;
  },
): Promise<Candidate | undefined> {
  let tried: Candidate | undefined;
  for (const takes of [planned, chosen]) {
    const digestOfTake = (id: TakeId): Digest => (takes.get(id) ?? planned.get(id))?.digest ?? "";
    for (const { id, asked } of readings) {
      const digest = digestOf({ format: take.format, take: take.take, asked }, digestOfTake);
      const candidate = { id, asked, digest };
      const standing = await standingOf({ realm: take.realm, digest }, known);
      if (standing === "paid") return candidate;
      if (standing === "tried") tried ??= candidate;
    }
  }
  return tried;
}

async function standingOf(
  key: Pick<PlannedTake, "realm" | "digest">,
  { ledger, locks }: Known,
): Promise<"paid" | "tried" | "unknown"> {
  const attempt = await ledger?.current(key.realm, key.digest);
  const known = attempt === undefined ? traits.planned : traits[attempt.state.name];
  if (known.paid || known.ended) return known.paid ? "paid" : "tried";
  return locks.paid(key) === undefined ? "unknown" : "paid";
}
