import { existsSync } from "node:fs";
import { join } from "node:path";
import { openState, type RealmClass, type State } from "@shotlist/batch-runner";

const realmClasses: readonly RealmClass[] = ["live", "local", "mock"];

/** Hands every ledger that exists below the state folder to `use`, one after the other. */
export async function withExistingStates<Value>(
  stateFolder: string,
  use: (state: State) => Promise<Value>,
): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (const realmClass of realmClasses) {
    if (!existsSync(join(stateFolder, realmClass))) continue;
    const state = openState({ dir: stateFolder, realmClass });
    try {
      values.push(await use(state));
    } finally {
      await state.close();
    }
  }
  return values;
}
