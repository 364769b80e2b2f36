import type { Plan } from "@shotlist/core";
import type { TakeKey } from "../lifecycle/attempt.ts";
import { joinReviews } from "../ledger/review.ts";
import type { State } from "../state/state.ts";
import type { Lock } from "./lock-file.ts";

interface Writing {
  readonly state: State;
  readonly fence: number;
}

/** Records in the ledger what people elsewhere said about the clips of a storyboard; returns for how many takes this was new. */
export async function takeReviews(
  plan: Pick<Plan, "storyboard">,
  lock: Lock,
  { state: { ledger }, fence }: Writing,
): Promise<number> {
  let news = 0;
  for (const [take, review] of lock.reviews) {
    const key = { storyboard: plan.storyboard, take };
    const own = await ledger.reviewOf(key);
    const joined = joinReviews(own ?? { verdicts: [] }, review);
    if (JSON.stringify(joined) !== JSON.stringify(own)) {
      await ledger.review(fence, key, review);
      news += 1;
    }
    if (joined.use !== undefined) await choose(key, joined.use.clip);
  }
  return news;

  /** A clip that is not known yet, because its task still runs, is chosen once it is. */
  async function choose(key: TakeKey, clip: string | undefined): Promise<void> {
    const version = (await ledger.versions(key)).find(({ sha256 }) => sha256 === clip);
    if (clip !== undefined && version === undefined) return;
    const record = await ledger.take(key);
    if (record?.chosen === version?.number) return;
    if (record === undefined) await want(key);
    await ledger.choose(fence, key, version?.number);
  }

  /** What the lock file has as paid for under the take's name, as if it had been asked for here. */
  async function want(key: TakeKey): Promise<void> {
    const entry = lock.entries.find(({ take, state }) => take === key.take && state !== "retaken");
    if (entry === undefined) return;
    // What its fields were nobody here knows; once its clip is here, the plan shows them.
    await ledger.want(fence, { ...key, digest: entry.digest, fields: {}, at: entry.at });
  }
}
