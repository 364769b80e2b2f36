import type { State, TakeKey, Version } from "@shotlist/batch-runner";

/** The version of a take that counts: the one that a person chose, else the newest. `undefined` where none is in the store. */
export async function chosenVersion({ ledger, store }: State, key: TakeKey): Promise<Version | undefined> {
  const here: Version[] = [];
  for (const version of await ledger.versions(key)) {
    if (await store.find(version.sha256, "video")) here.push(version);
  }
  const chosen = (await ledger.take(key))?.chosen;
  return here.find(({ number }) => number === chosen) ?? here.at(-1);
}
