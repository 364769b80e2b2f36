import {
  joinPlan,
  statusOf,
  type AttemptStatus,
  type JoinedTake,
  type RealmClass,
  type State,
  type TakeRecord,
} from "@shotlist/batch-runner";
import { realmClassOf, type Money, type Plan } from "@shotlist/core";
import { isRealm } from "./realm-class.ts";

/** A take as the ledger of one realm has it. */
export interface TakeStanding {
  readonly storyboard: string;
  readonly realm: string;
  readonly id: string;
  /** The newest attempt, where there is one. */
  readonly attempt?: AttemptStatus;
  /** How many clips there are of it. */
  readonly versions: number;
  /** What a render would do, where the storyboard is at hand. */
  readonly joined?: JoinedTake;
}

/** Where everything stands in one kind of money. */
export interface Standing {
  readonly realmClass: RealmClass;
  readonly takes: readonly TakeStanding[];
  readonly spent: readonly Money[];
  readonly reserved: readonly Money[];
}

/** Where the takes of the plans stand in a ledger, or all takes that it knows where there is no plan. */
export async function standingOf(state: State, plans: readonly Plan[]): Promise<Standing> {
  const { attempts, versions, spent, reserved } = await statusOf(state, plans);
  const newest = newestOf(attempts, await state.ledger.takes());
  const takes = new Map<string, TakeStanding>();
  const add = (realm: string, storyboard: string, id: string, joined?: JoinedTake): void => {
    const key = keyOf(realm, storyboard, id);
    if (takes.has(key)) return;
    const attempt = newest.get(key);
    takes.set(key, {
      storyboard,
      realm,
      id,
      versions: (versions[`${storyboard}/${id}`] ?? []).length,
      ...(attempt === undefined ? {} : { attempt }),
      ...(joined === undefined ? {} : { joined }),
    });
  };
  for (const plan of plansOfClass(plans, state.realmClass, attempts)) {
    for (const joined of await joinPlan([plan], state)) {
      add(joined.take.realm, joined.take.storyboard, joined.take.id, joined);
    }
  }
  for (const { realm, takes: keys } of attempts) {
    for (const { storyboard, take } of keys) add(realm, storyboard, take);
  }
  return { realmClass: state.realmClass, takes: [...takes.values()], spent, reserved };
}

/**
 * The attempt that each take stands by: of what was asked for last the newest, else the newest at all. Their times alone do not
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
      const isOvertaken = newest.get(key)?.digest === digest && attempt.digest !== digest;
      if (!isOvertaken || !newest.has(key)) newest.set(key, attempt);
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
