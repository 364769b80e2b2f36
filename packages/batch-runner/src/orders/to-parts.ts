import { basename } from "node:path/posix";
import type { Plan } from "@shotlist/core";
import type { JoinedTake } from "../join/joined-take.ts";

/**
 * The plans in parts that have nothing to do with each other: takes of one digest, and takes that depend on each other, are in
 * one. Parts of which nothing is to be done are left out.
 */
export function toParts(joined: readonly JoinedTake[], plans: readonly Plan[]): readonly (readonly Plan[])[] {
  const groups = grouped(joined).filter((group) => group.some(({ next }) => next !== "nothing"));
  const byName = new Map(plans.map((plan) => [plan.storyboard, plan]));
  return groups.map((group) => {
    const storyboards = new Set(group.map(({ take }) => take.storyboard));
    return [...storyboards].map((storyboard) => {
      const plan = byName.get(storyboard);
      if (plan === undefined) throw new Error(`no plan has the takes of ${storyboard}`);
      return partOf(
        plan,
        group.filter(({ take }) => take.storyboard === storyboard),
      );
    });
  });
}

/** What a worker gets of a storyboard: no folder of the machine that it was read on, and nothing of other takes. */
function partOf(plan: Plan, joined: readonly JoinedTake[]): Plan {
  const takes = joined.map(({ take }) => take);
  const ids = new Set<string>(takes.map(({ id }) => id));
  const providers = new Set(takes.map(({ provider }) => provider));
  const { films: _films, outputPlaces: _places, drafts, ...rest } = plan;
  return {
    ...rest,
    file: basename(plan.file.replaceAll("\\", "/")),
    providers: plan.providers.filter(({ name }) => providers.has(name)),
    takes,
    ...(drafts === undefined ? {} : { drafts: { ...drafts, forms: formsOf(drafts.forms, ids), without: [] } }),
  };
}

function formsOf<Form>(
  forms: Readonly<Record<string, Form>>,
  ids: ReadonlySet<string>,
): Readonly<Record<string, Form>> {
  return Object.fromEntries(Object.entries(forms).filter(([id]) => ids.has(id)));
}

function nameOf(storyboard: string, id: string): string {
  return JSON.stringify([storyboard, id]);
}

/** The takes in groups, in the order of their first ones. */
function grouped(joined: readonly JoinedTake[]): readonly (readonly JoinedTake[])[] {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    parents.set(name, root);
    return root;
  };
  const join = (one: string, other: string): void => void parents.set(rootOf(other), rootOf(one));
  for (const { take } of joined) {
    const name = nameOf(take.storyboard, take.id);
    join(JSON.stringify([take.realm, take.digest, "digest"]), name);
    for (const id of take.dependsOn) join(nameOf(take.storyboard, id), name);
  }
  const groups = new Map<string, JoinedTake[]>();
  for (const one of joined) {
    const root = rootOf(nameOf(one.take.storyboard, one.take.id));
    groups.set(root, [...(groups.get(root) ?? []), one]);
  }
  return [...groups.values()];
}
