import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  openSharedState,
  openState,
  sharedRealmClasses,
  type OpenStateOptions,
  type RealmClass,
  type State,
} from "@shotlist/batch-runner";
import { sharedClipsOf } from "./shared-clips.ts";
import { sharedLedgerOf } from "./shared-ledger.ts";

/** Every kind of money, live first. */
export const realmClasses: readonly RealmClass[] = ["live", "local", "mock"];

/** Opens ledger and clips of one kind of money, where they are. A mock lives as long as its run: its ledger is never shared. */
export async function openStateAt(options: OpenStateOptions): Promise<State> {
  const address = options.realmClass === "mock" ? undefined : sharedLedgerOf(options.dir);
  if (address === undefined) return openState(options);
  return openSharedState({ ...options, address, ...sharedClipsOf(options.dir) });
}

/** The kinds of money of which there is a ledger, live first. */
export async function existingRealmClasses(stateFolder: string): Promise<readonly RealmClass[]> {
  const address = sharedLedgerOf(stateFolder);
  const shared = new Set(address === undefined ? [] : await sharedRealmClasses(address));
  const isHere = (realmClass: RealmClass): boolean => existsSync(join(stateFolder, realmClass));
  return realmClasses.filter((realmClass) =>
    address === undefined || realmClass === "mock" ? isHere(realmClass) : shared.has(realmClass),
  );
}

/** Whether there is a ledger of one kind of money. */
export async function hasLedger(stateFolder: string, realmClass: RealmClass): Promise<boolean> {
  return (await existingRealmClasses(stateFolder)).includes(realmClass);
}
