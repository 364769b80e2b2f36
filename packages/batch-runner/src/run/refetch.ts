import { present } from "@shotlist/schema";
import type { Attempt } from "../lifecycle/attempt.ts";
import { taskOf } from "../lifecycle/state.ts";
import type { StoredClip } from "../ports/clip-store.ts";
import { deliver } from "../steps/deliver.ts";
import { getBack } from "../steps/get-back.ts";
import { receiptOf } from "../steps/receipt.ts";
import { setDamagedAside } from "../steps/set-damaged-aside.ts";
import { ClipDamagedError } from "../failures/clip-errors.ts";
import { about, type Keeping, type Placing, type Recording, type RunContext } from "../work/context.ts";
import type { Outcome } from "../work/outcome.ts";
import type { TakeError } from "../failures/take-error.ts";
import type { Work } from "../work/work.ts";

/**
 * Gets back a clip that was paid for and whose bytes are gone: from an output file that still has them, else from the
 * vendor while its link lives. `undefined` where it is gone for good and the run may buy it again.
 */
export async function refetch(context: RunContext, work: Work, attempt: Attempt): Promise<Outcome | undefined> {
  const { state } = attempt;
  if (state.name !== "downloaded")
    throw new Error(`attempt ${attempt.id} is ${state.name}; nothing of it can be missing`);
  const { sha256, taskId } = state;
  const clip = await getBack(context, work.takes, attempt, sha256);
  if (clip === undefined) {
    return context.options.rebuy === true ? undefined : { status: "missing", taskId, error: clipMissing };
  }
  await keepReceipt(context, work, attempt, clip);
  if (clip.sha256 !== sha256) await keepAsVersion(context, work, attempt, clip);
  await deliver(context, work, attempt.id, clip.sha256);
  return delivered(context, work, { taskId, sha256: clip.sha256 });
}

/** A take whose place stayed as it was is not here: see `placeChosen`. */
function delivered(
  { placed }: Placing,
  { takes }: Work,
  clip: { readonly taskId?: string; readonly sha256: string },
): Outcome {
  if (takes.every(({ take }) => placed.has(take))) return { status: "cached", ...clip };
  const { sha256: _, ...task } = clip;
  return { status: "missing", ...task, error: chosenMissing };
}

const chosenMissing: TakeError = {
  code: "clip_missing",
  message: "The chosen version is paid for, but its clip is missing",
  hint: "Restore the store, or choose another version.",
};

export const clipMissing: TakeError = {
  code: "clip_missing",
  message: "It is paid for, but its clip is missing from the store",
  hint: "Restore the store, or pay for it again.",
  way: "rebuy",
};

/** The vendor has encoded the clip of the same task again: other bytes, paid for once. Both are versions. */
async function keepAsVersion(context: Recording, work: Work, attempt: Attempt, clip: StoredClip): Promise<void> {
  await context.advance({ attemptId: attempt.id, event: { type: "clip-stored", sha256: clip.sha256 } });
  const message = "The vendor has changed the clip since it was downloaded: it is kept as another version";
  context.emit({ type: "warning", ...about(work), message });
}

/** Delivers the clip of an attempt. One that turns out to be damaged is fetched again; `undefined` where it is gone. */
export async function deliverSound(
  context: RunContext,
  work: Work,
  attempt: Attempt,
  sha256: string,
): Promise<Outcome | undefined> {
  const { taskId } = taskOf(attempt.state);
  // Each time one clip fewer is here, so this ends.
  for (;;) {
    try {
      await deliver(context, work, attempt.id, sha256);
      return delivered(context, work, { ...present({ taskId }), sha256 });
    } catch (error) {
      if (!(error instanceof ClipDamagedError)) throw error;
      await setDamagedAside(context, work, error);
      if (error.sha256 === sha256) return refetch(context, work, attempt);
    }
  }
}

/** So that a ledger that is rebuilt here knows of the clip. A receipt that is here already was written by who paid, and knows more. */
async function keepReceipt(context: Keeping, work: Work, attempt: Attempt, clip: StoredClip): Promise<void> {
  const { store } = context.state;
  if (await store.hasReceipt(clip.sha256, attempt.id)) return;
  const frameSha256 = attempt.state.name === "downloaded" ? attempt.state.frameSha256 : undefined;
  const frame = frameSha256 === undefined ? undefined : await store.find(frameSha256, "frame");
  await store.writeReceipt(clip.sha256, attempt.id, receiptOf(work, attempt, clip, frame));
}
