import type { Attempt } from "../ledger/ledger.ts";
import type { StoredClip } from "../ports/clip-store.ts";
import { containers } from "../container/judgement.ts";
import { deliver, outputFileOf } from "../steps/deliver.ts";
import { fetchFromSources } from "../steps/fetch-clip.ts";
import { pollOnce } from "../steps/poll.ts";
import { receiptOf } from "../steps/receipt.ts";
import type { Outcome, RunContext } from "./context.ts";
import type { TakeError } from "./report.ts";
import type { Work } from "./work.ts";

/**
 * Gets back a clip that was paid for and whose bytes are gone: from an output file that still has them, else from the
 * vendor while its link lives. `undefined` where it is gone for good and the run may buy it again.
 */
export async function refetch(context: RunContext, work: Work, attempt: Attempt): Promise<Outcome | undefined> {
  const { state } = attempt;
  if (state.name !== "downloaded")
    throw new Error(`attempt ${attempt.id} is ${state.name}; nothing of it can be missing`);
  const { sha256, taskId } = state;
  const clip = await getBack(context, work, attempt, sha256);
  if (clip === undefined) {
    return context.options.rebuy === true ? undefined : { status: "missing", taskId, error: clipMissing };
  }
  await keepReceipt(context, work, attempt, clip);
  await deliver(context, work, attempt.id, sha256);
  return { status: "cached", taskId, sha256 };
}

export const clipMissing: TakeError = {
  code: "clip_missing",
  message: "It was paid for, and its bytes are gone from the store",
  hint: "Put the store back, or buy it again with --rebuy.",
};

async function getBack(
  context: RunContext,
  work: Work,
  attempt: Attempt,
  sha256: string,
): Promise<StoredClip | undefined> {
  const { store } = context.state;
  const here = await store.find(sha256, "video");
  if (here !== undefined) return here;
  for (const { take, plan } of work.takes) {
    for (const container of containers) {
      const file = outputFileOf(context.options, plan, take, container);
      if (await store.restore(sha256, file)) return store.find(sha256, "video");
    }
  }
  return fromVendor(context, attempt, sha256);
}

async function fromVendor(context: RunContext, attempt: Attempt, sha256: string): Promise<StoredClip | undefined> {
  if (!("taskId" in attempt.state) || attempt.state.taskId === undefined) return undefined;
  const outcome = await pollOnce(context, attempt.provider, attempt.state.taskId);
  if (outcome.kind !== "task" || outcome.task.status !== "succeeded") return undefined;
  const result = await fetchFromSources(context, attempt, outcome.task, { receiptFollows: false });
  return result.kind === "stored" && result.clip.sha256 === sha256 ? result.clip : undefined;
}

/** So that a ledger that is rebuilt here knows of the clip. A receipt that is here already was written by who paid, and knows more. */
async function keepReceipt(context: RunContext, work: Work, attempt: Attempt, clip: StoredClip): Promise<void> {
  const { store } = context.state;
  if (await store.hasReceipt(clip.sha256, attempt.id)) return;
  const frameSha256 = attempt.state.name === "downloaded" ? attempt.state.frameSha256 : undefined;
  const frame = frameSha256 === undefined ? undefined : await store.find(frameSha256, "frame");
  await store.writeReceipt(clip.sha256, attempt.id, receiptOf(work, attempt, clip, frame));
}
