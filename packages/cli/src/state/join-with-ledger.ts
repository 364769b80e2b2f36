import { joinPlan, type JoinedTake, type RealmClass } from "@shotlist/batch-runner";
import type { Plan } from "@shotlist/core";
import { hasLedger } from "./open-state-at.ts";
import { lockFilesIn } from "./lock-files.ts";
import { withStateToRead } from "./existing-states.ts";
import { splitByRealmClass } from "./realm-class.ts";
import type { StatePlace } from "./state-folder.ts";

/** What a render would do with each take, in the order of the plans. Writes nothing: a folder that is not there stays so. */
export async function joinWithLedger(plans: readonly Plan[], place: StatePlace): Promise<readonly JoinedTake[]> {
  const joined = new Map<string, JoinedTake>();
  for (const [realmClass, group] of splitByRealmClass(plans)) {
    // In the order of the plans: a take may have the id that it had when it was paid for.
    const keys = group.flatMap(({ takes }) => takes.map(keyOf));
    for (const [index, entry] of (await joinGroup(group, realmClass, place)).entries()) {
      joined.set(keys[index] ?? keyOf(entry.take), entry);
    }
  }
  return plans.flatMap(({ takes }) => takes.map((take) => found(joined, keyOf(take))));
}

async function joinGroup(
  plans: readonly Plan[],
  realmClass: RealmClass,
  { stateFolder, cwd }: StatePlace,
): Promise<readonly JoinedTake[]> {
  const lockFiles = lockFilesIn(cwd);
  if (!(await hasLedger(stateFolder, realmClass))) return joinPlan(plans, undefined, { lockFiles });
  return withStateToRead(stateFolder, realmClass, (state) => joinPlan(plans, state, { lockFiles }));
}

function keyOf({ storyboard, id }: JoinedTake["take"]): string {
  return `${storyboard}/${id}`;
}

function found(joined: ReadonlyMap<string, JoinedTake>, key: string): JoinedTake {
  const entry = joined.get(key);
  if (entry === undefined) throw new Error(`take ${key} got lost`);
  return entry;
}
