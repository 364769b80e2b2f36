import type { PlannedTake, Plan } from "@shotlist/core";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { StoredClip } from "../ports/clip-store.ts";
import { containers } from "../container/judgement.ts";
import type { Placing, ProviderAccess } from "../work/context.ts";
import { fetchFromSources } from "./fetch-clip.ts";
import { outputFileOf } from "./output-file.ts";
import { pollOnce } from "./poll.ts";

interface Wanted {
  readonly take: PlannedTake;
  readonly plan: Plan;
}

/**
 * A clip that was paid for: from the store, from an output file that still has it, else from the vendor while its link lives.
 * What the vendor has encoded again since has another hash.
 */
export async function getBack(
  context: Placing,
  takes: readonly Wanted[],
  attempt: Attempt,
  sha256: string,
): Promise<StoredClip | undefined> {
  const { store } = context.state;
  const here = await store.find(sha256, "video");
  if (here !== undefined) return here;
  for (const { take, plan } of takes) {
    for (const container of containers) {
      const file = outputFileOf(context.options, plan, take, container);
      if (await store.restore(sha256, file)) return store.find(sha256, "video");
    }
  }
  return fromVendor(context, attempt);
}

async function fromVendor(context: ProviderAccess, attempt: Attempt): Promise<StoredClip | undefined> {
  if (!("taskId" in attempt.state) || attempt.state.taskId === undefined) return undefined;
  const outcome = await pollOnce(context, attempt.provider, attempt.state.taskId);
  if (outcome.kind !== "task" || outcome.task.status !== "succeeded") return undefined;
  const result = await fetchFromSources(context, attempt, outcome.task, { receiptFollows: false });
  return result.kind === "stored" ? result.clip : undefined;
}
