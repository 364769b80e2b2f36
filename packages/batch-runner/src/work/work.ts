import {
  realmClassOf,
  type Plan,
  type PlannedTake,
  type RealmClass,
  type ResolvedProvider,
  type ResolvedShot,
} from "@shotlist/core";
import { present } from "@shotlist/schema";
import { RealmMismatchError } from "../failures/money-errors.ts";
import { nextStep, type Deed } from "../lifecycle/next-step.ts";
import type { JoinedTake, TakeAction } from "../join/joined-take.ts";
import type { Attempt, TakeKey } from "../lifecycle/attempt.ts";

/** One digest of one realm, on behalf of every take that has it. */
export interface Work {
  readonly key: string;
  /** The take whose words are sent; its storyboard pays. */
  readonly lead: PlannedTake;
  readonly plan: Plan;
  readonly provider: ResolvedProvider;
  readonly takes: readonly { readonly take: PlannedTake; readonly plan: Plan }[];
  readonly action: TakeAction;
  /** What is done about it once everything it needs is here. */
  readonly next: Deed;
  readonly reason: string;
  readonly needs: readonly string[];
  /** Set where it is made from a draft: what is asked for then, for the same digest. */
  readonly asked?: ResolvedShot;
  /** Takes that asked for this digest before and ask for another one now: they get a version, no file. */
  readonly formerTakes: readonly TakeKey[];
}

/** Whether its request has left already: it counts at the vendor, and needs nothing more. */
export function mayBeAtVendor({ action }: Pick<Work, "action">): boolean {
  return action === "collect" || action === "uncertain";
}

function workKeyOf({ realm, digest }: Pick<PlannedTake, "realm" | "digest">): string {
  return `${realm} ${digest}`;
}

/** The selected takes of a run: those requested and those they depend on. */
export function selectTakes(
  joined: readonly JoinedTake[],
  only: (take: PlannedTake) => boolean,
): readonly JoinedTake[] {
  const byName = new Map(joined.map((one) => [nameOf(one.take), one]));
  const wanted = new Set<string>();
  const visit = (one: JoinedTake): void => {
    const name = nameOf(one.take);
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const id of one.take.dependsOn) {
      const dependency = byName.get(nameOf({ storyboard: one.take.storyboard, id }));
      if (dependency !== undefined) visit(dependency);
    }
  };
  for (const one of joined) if (only(one.take)) visit(one);
  return joined.filter(({ take }) => wanted.has(nameOf(take)));
}

/** The takes by digest, in the order of the plans. */
export function toWorks(
  joined: readonly JoinedTake[],
  plans: readonly Plan[],
  realmClass: RealmClass,
  askedOf: (take: PlannedTake) => ResolvedShot | undefined = () => undefined,
): readonly Work[] {
  const planOf = new Map(plans.map((plan) => [plan.storyboard, plan]));
  const keys = new Map(joined.map(({ take }) => [nameOf(take), workKeyOf(take)]));
  const groups = new Map<string, JoinedTake[]>();
  for (const one of joined) {
    if (realmClassOf(one.take.realm) !== realmClass)
      throw new RealmMismatchError(
        `A take of realm ${one.take.realm} cannot be rendered with the state of ${realmClass}`,
      );
    const key = workKeyOf(one.take);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  const withPlan = ({ take }: JoinedTake): Work["takes"][number] => {
    const plan = planOf.get(take.storyboard);
    if (plan === undefined) throw new Error(`no plan holds take ${nameOf(take)}`);
    return { take, plan };
  };
  return [...groups].map(([key, group]) => {
    // Two cells of one digest may differ only by their history: one that was never rendered asks for it.
    const lead = group.find(({ own }) => own === "render") ?? group[0];
    if (lead === undefined) throw new Error("a group holds at least one take");
    const { take } = lead;
    const { plan } = withPlan(lead);
    const dependsOn = mayBeAtVendor({ action: lead.own }) ? [] : take.dependsOn;
    const asked = askedOf(take);
    const needs = dependsOn.map((id) => keys.get(nameOf({ storyboard: take.storyboard, id })));
    return {
      key,
      lead: take,
      plan,
      provider: providerIn(plan, take.provider),
      formerTakes: [],
      takes: group.map(withPlan),
      action: lead.own,
      next: lead.next,
      reason: lead.reason,
      needs: needs.filter((need) => need !== undefined),
      ...present({ asked }),
    };
  });
}

/** What was paid for under these storyboards and is not asked for any more: it is collected all the same. */
export function formerWorks(
  attempts: readonly Attempt[],
  works: readonly Work[],
  plans: readonly Plan[],
): readonly Work[] {
  const wanted = new Set(works.map(({ key }) => key));
  return attempts.flatMap((attempt) => {
    const key = workKeyOf(attempt);
    const plan = plans.find(({ storyboard }) => attempt.takes.some((take) => take.storyboard === storyboard));
    const like = plan?.takes.find(({ id }) => attempt.takes.some(({ take }) => take === id)) ?? plan?.takes[0];
    if (wanted.has(key) || plan === undefined || like === undefined) return [];
    const { realm, digest, model, provider, takes } = attempt;
    const lead = { ...like, realm, digest, model, provider: provider.name, format: provider.format };
    return [
      {
        key,
        lead,
        plan,
        provider,
        takes: [],
        action: "collect",
        next: nextStep(attempt.state).do,
        reason: "already paid for",
        needs: [],
        formerTakes: takes,
      },
    ];
  });
}

function providerIn(plan: Plan, wanted: string): ResolvedProvider {
  const provider = plan.providers.find(({ name }) => name === wanted);
  if (provider === undefined) throw new Error(`the plan has no provider ${wanted}`);
  return provider;
}

function nameOf({ storyboard, id }: Pick<PlannedTake, "storyboard" | "id">): string {
  return `${storyboard}/${id}`;
}
