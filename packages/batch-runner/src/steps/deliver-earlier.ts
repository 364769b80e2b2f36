import { ClipDamagedError, OutputRefusedError } from "../failures/clip-errors.ts";
import type { Version } from "../ledger/take-record.ts";
import type { Delivering } from "../work/context.ts";
import type { Work } from "../work/work.ts";
import { placeChosen } from "./deliver.ts";
import { getBack } from "./get-back.ts";
import { setDamagedAside } from "./set-damaged-aside.ts";

type Wanted = Work["takes"][number];

/** Where a work ends without a clip of its own, its takes keep the one they have: chosen, or the newest. */
export async function deliverEarlier(context: Delivering, work: Work): Promise<void> {
  const { ledger, store } = context.state;
  for (const wanted of work.takes) {
    const { storyboard, id } = wanted.take;
    const newest = (await ledger.versions({ storyboard, take: id })).at(-1);
    if (newest === undefined) continue;
    try {
      if (await store.find(newest.sha256, "video")) await placeSound(context, work, wanted, newest);
    } catch (error) {
      if (!(error instanceof OutputRefusedError)) throw error;
      context.emit({ type: "warning", storyboard, take: id, message: error.message });
    }
  }
}

/** One that turns out to be damaged is fetched again while its link lives; it is paid for, whatever became of its take since. */
async function placeSound(context: Delivering, work: Work, wanted: Wanted, newest: Version): Promise<void> {
  let otherwise = newest.sha256;
  // Each time one clip fewer is damaged, so this ends.
  for (;;) {
    try {
      return await placeChosen(context, wanted, otherwise);
    } catch (error) {
      if (!(error instanceof ClipDamagedError)) throw error;
      await setDamagedAside(context, work, error);
      if (error.sha256 !== otherwise) continue;
      const sha256 = await fetchedAgain(context, wanted, newest);
      if (sha256 === undefined) return;
      otherwise = sha256;
    }
  }
}

/** What the vendor has encoded again since is its own version. */
async function fetchedAgain(context: Delivering, wanted: Wanted, newest: Version): Promise<string | undefined> {
  const { ledger, clock } = context.state;
  const attempt = await ledger.attempt(newest.attemptId);
  const clip = attempt === undefined ? undefined : await getBack(context, [wanted], attempt, newest.sha256);
  if (clip === undefined || clip.sha256 === newest.sha256) return clip?.sha256;
  const { number: _, ...version } = newest;
  await ledger.addVersion(context.fence, { ...version, sha256: clip.sha256, at: clock.now() });
  return clip.sha256;
}
