import type { PlannedTake } from "@shotlist/core";
import type { TakeRecord, Version } from "../ledger/take-record.ts";
import type { TakeKey } from "../lifecycle/attempt.ts";
import type { State } from "../state/state.ts";

/** The version of a take that a person chose, whether or not its clip is here. */
export async function chosenVersion(
  { ledger }: Pick<State, "ledger">,
  { storyboard, id }: Pick<PlannedTake, "storyboard" | "id">,
): Promise<Version | undefined> {
  const key = { storyboard, take: id };
  return versionOf(key, await ledger.take(key), ledger);
}

async function versionOf(
  key: TakeKey,
  record: TakeRecord | undefined,
  ledger: State["ledger"],
): Promise<Version | undefined> {
  if (record?.chosen === undefined) return undefined;
  return (await ledger.versions(key)).find(({ number }) => number === record.chosen);
}

/** Whether the clip that a person chose is not here, though another one of the take may be. */
export async function isChosenAway(state: State, take: PlannedTake, record: TakeRecord | undefined): Promise<boolean> {
  const version = await versionOf({ storyboard: take.storyboard, take: take.id }, record, state.ledger);
  return version !== undefined && (await state.store.find(version.sha256, "video")) === undefined;
}
