import {
  joinPlan,
  statusOf,
  type AttemptStatus,
  type JoinedTake,
  type RealmClass,
  type RunOptions,
  type State,
  type TakeRecord,
} from "@shotlist/batch-runner";
import { isRealm, realmClassOf, type Money, type Plan } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { countingClip, type CountingClip } from "./counting-clip.ts";

/** A take as the ledger of one realm has it. */
export interface TakeStanding {
  readonly storyboard: string;
  readonly realm: string;
  readonly id: string;
  /** The newest attempt, where there is one. */
  readonly attempt?: AttemptStatus;
  /** How many clips there are of it. */
  readonly versions: number;
  /** The clip that counts, where there is one. */
  readonly clip?: CountingClip;
  /**
   * What its attempts cost, spent or reserved. An attempt that several takes share counts for the first of them alone, so that the
   * takes come to what was spent.
   */
  readonly paid: readonly Money[];
  /** What a render would do, where the storyboard is available. */
  readonly joined?: JoinedTake;
}

/** The state of everything in one kind of money. */
export interface Standing {
  readonly realmClass: RealmClass;
  readonly takes: readonly TakeStanding[];
  readonly spent: readonly Money[];
  readonly reserved: readonly Money[];
}

interface StandingOptions {
  readonly places?: Pick<RunOptions, "outputDirOf">;
}

/** The state of the plans' takes in a ledger, or of all its takes if there is no plan. */
export async function standingOf(
  state: State,
  plans: readonly Plan[],
  { places = {} }: StandingOptions = {},
): Promise<Standing> {
  const { attempts, versions, spent, reserved } = await statusOf(state, plans);
  const records = await state.ledger.takes();
  const newest = newestOf(attempts, records);
  const chosenOf = new Map(records.map(({ storyboard, take, chosen }) => [`${storyboard}/${take}`, chosen]));
  const takes = new Map<string, TakeStanding>();
  const add = async (realm: string, storyboard: string, id: string, planned?: Planned): Promise<void> => {
    const key = keyOf(realm, storyboard, id);
    if (takes.has(key)) return;
    const attempt = newest.get(key);
    const own = versions[`${storyboard}/${id}`] ?? [];
    const clip = await countingClip(state, {
      versions: own,
      chosen: chosenOf.get(`${storyboard}/${id}`),
      ...(planned === undefined ? {} : { planned: { plan: planned.plan, take: planned.joined.take, places } }),
    });
    takes.set(key, {
      storyboard,
      realm,
      id,
      versions: own.length,
      paid: [],
      ...present({ attempt, clip, joined: planned?.joined }),
    });
  };
  for (const plan of plansOfClass(plans, state.realmClass, attempts)) {
    for (const joined of await joinPlan([plan], state)) {
      await add(joined.take.realm, joined.take.storyboard, joined.take.id, { plan, joined });
    }
  }
  for (const { realm, takes: keys } of attempts) {
    for (const { storyboard, take } of keys) await add(realm, storyboard, take);
  }
  return { realmClass: state.realmClass, takes: withPaid(takes, attempts), spent, reserved };
}

interface Planned {
  readonly plan: Plan;
  readonly joined: JoinedTake;
}

function withPaid(
  takes: ReadonlyMap<string, TakeStanding>,
  attempts: readonly AttemptStatus[],
): readonly TakeStanding[] {
  const order = new Map([...takes.keys()].map((key, index) => [key, index]));
  const paid = new Map<string, Money[]>();
  for (const { realm, takes: keys, cost } of attempts) {
    if (cost === undefined) continue;
    const shown = keys.map(({ storyboard, take }) => keyOf(realm, storyboard, take)).filter((key) => order.has(key));
    const [first] = shown.toSorted((left, right) => (order.get(left) ?? 0) - (order.get(right) ?? 0));
    if (first !== undefined) paid.set(first, [...(paid.get(first) ?? []), cost]);
  }
  return [...takes].map(([key, take]) => ({ ...take, paid: paid.get(key) ?? [] }));
}

/**
 * The attempt that counts for each take: the newest of what was requested last, else the newest of all. Their times alone do not
 * tell, for a mock's clock runs ahead and any clock may be set back.
 */
function newestOf(
  attempts: readonly AttemptStatus[],
  takes: readonly TakeRecord[],
): ReadonlyMap<string, AttemptStatus> {
  const wanted = new Map(takes.map(({ storyboard, take, digest }) => [`${storyboard}/${take}`, digest]));
  const newest = new Map<string, AttemptStatus>();
  for (const attempt of attempts) {
    for (const { storyboard, take } of attempt.takes) {
      const key = keyOf(attempt.realm, storyboard, take);
      const digest = wanted.get(`${storyboard}/${take}`);
      const before = newest.get(key);
      const isOvertaken = before?.digest === digest && attempt.digest !== digest;
      // Of one request, the attempt counts that was not submitted again.
      const isHistory =
        before?.digest === attempt.digest && attempt.state === "resubmitted" && before.state !== "resubmitted";
      if (before === undefined || !(isOvertaken || isHistory)) newest.set(key, attempt);
    }
  }
  return newest;
}

function keyOf(realm: string, storyboard: string, take: string): string {
  return JSON.stringify([realm, storyboard, take]);
}

/** The plans as they would be for a ledger: a storyboard that names live vendors was rendered with `--mock` all the same. */
function plansOfClass(
  plans: readonly Plan[],
  realmClass: RealmClass,
  attempts: readonly AttemptStatus[],
): readonly Plan[] {
  return plans.flatMap((plan) => {
    const own = plan.takes.filter(({ realm }) => realmClassOf(realm) === realmClass);
    if (own.length > 0) return [{ ...plan, takes: own }];
    const realms = new Set(
      attempts
        .filter(({ takes }) => takes.some(({ storyboard }) => storyboard === plan.storyboard))
        .map(({ realm }) => realm)
        .filter(isRealm),
    );
    return [...realms].map((realm) => ({
      ...plan,
      takes: plan.takes.map((take) => ({ ...take, realm })),
    }));
  });
}
