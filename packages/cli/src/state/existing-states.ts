import { join } from "node:path";
import type { RealmClass, State, TakeKey } from "@shotlist/batch-runner";
import { CommandError, usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { existingRealmClasses, openStateAt, realmClasses } from "./open-state-at.ts";
import { openReadable } from "./readable.ts";
import { sharedLedgerOf } from "./shared-ledger.ts";

/** The option by which a command says which ledger it means. */
export const realmOption = {
  value: "CLASS",
  description: "Realm to use where several match: live, local or mock",
} as const;

/** Hands the ledger of one kind of money to `use`; `afterLoss` allows starting again after a lost one. */
export async function withState<Value>(
  stateFolder: string,
  realmClass: RealmClass,
  use: (state: State) => Promise<Value>,
  { afterLoss = false }: { readonly afterLoss?: boolean } = {},
): Promise<Value> {
  const state = await openStateAt({ dir: stateFolder, realmClass, afterLoss });
  try {
    return await use(state);
  } finally {
    await state.close();
  }
}

/** Hands the ledger of one kind of money to a `use` that only reads, also where nothing can be written. */
export async function withStateToRead<Value>(
  stateFolder: string,
  realmClass: RealmClass,
  use: (state: State) => Promise<Value>,
): Promise<Value> {
  if (sharedLedgerOf(stateFolder) !== undefined) return withState(stateFolder, realmClass, use);
  using readable = openReadable(stateFolder, realmClass);
  return await withState(readable.stateFolder, realmClass, use);
}

/** Hands every ledger that exists below the state folder to a `use` that only reads, one after the other. */
export async function withExistingStates<Value>(
  stateFolder: string,
  use: (state: State) => Promise<Value>,
): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (const realmClass of await existingRealmClasses(stateFolder)) {
    values.push(await withStateToRead(stateFolder, realmClass, use));
  }
  return values;
}

interface ChooseOptions {
  /** The value of `--realm`. */
  readonly realm: string | undefined;
  /** What the ledgers are asked about, such as a take. */
  readonly subject: string;
  readonly concerns: (state: State) => Promise<boolean>;
}

/** The one ledger that `concerns`; `undefined` if none does. `--realm` chooses between two. */
export async function chooseRealm(
  stateFolder: string,
  { realm, subject, concerns }: ChooseOptions,
): Promise<RealmClass | undefined> {
  checkRealm(realm);
  const asked = await withExistingStates(stateFolder, async (state) => ({
    realmClass: state.realmClass,
    isConcerned: await concerns(state),
  }));
  if (asked.length === 0) throw noLedger(stateFolder);
  const found = asked
    .filter(({ isConcerned, realmClass }) => isConcerned && (realm === undefined || realm === realmClass))
    .map(({ realmClass }) => realmClass);
  if (found.length > 1)
    throw usageError(`${subject} in several realms`, `Choose one with --realm: ${found.join(" or ")}`);
  return found[0];
}

function checkRealm(realm: string | undefined): void {
  if (realm === undefined || realmClasses.some((realmClass) => realmClass === realm)) return;
  throw usageError(`--realm takes ${realmClasses.join(", ")}; got ${JSON.stringify(realm)}`);
}

function noLedger(folder: string): CommandError {
  return new CommandError(`No ledger found at ${folder}`, {
    code: "no_ledger",
    exitCode: ExitCode.wrong,
    hint: "Run it where the storyboard is, or give the folder with --state",
  });
}

/** Whether a ledger has heard of a take, written `take` or `storyboard/take`. */
export async function knowsTake({ ledger }: State, take: string): Promise<boolean> {
  return (await ledger.attempts()).some(({ takes }) => takes.some((key) => isTake(key, take)));
}

/** Whether a ledger has a clip of a take, written `take` or `storyboard/take`. */
export async function hasClipOf({ ledger }: State, take: string): Promise<boolean> {
  const keys = (await ledger.attempts()).flatMap(({ takes }) => takes.filter((key) => isTake(key, take)));
  const versions = await Promise.all(keys.map((key) => ledger.versions(key)));
  return versions.some(({ length }) => length > 0);
}

/** Whether a take is written `take` or `storyboard/take`. */
export function isTake(key: TakeKey, written: string): boolean {
  return key.take === written || nameOf(key) === written;
}

/** `storyboard/take`. */
export function nameOf({ storyboard, take }: TakeKey): string {
  return `${storyboard}/${take}`;
}

/** The same with `--realm`, which means that one alone. Refuses where there is none. */
export async function realmClassesIn(stateFolder: string, realm: string | undefined): Promise<readonly RealmClass[]> {
  checkRealm(realm);
  const meant = (await existingRealmClasses(stateFolder)).filter(
    (realmClass) => realm === undefined || realm === realmClass,
  );
  if (meant.length > 0) return meant;
  throw noLedger(realm === undefined ? stateFolder : join(stateFolder, realm));
}
