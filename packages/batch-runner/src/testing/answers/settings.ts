import { createHash } from "node:crypto";
import type { PlannedTake } from "@shotlist/core";
import type { FormatSupport } from "../../formats/format-support.ts";
import type { AttemptEvent } from "../../lifecycle/event.ts";
import type { AttemptStateName } from "../../lifecycle/state.ts";
import { plainFormat } from "../plain-format.ts";
import { aProvider } from "../plans.ts";
import { clipOf } from "../scripted-vendor.ts";
import { createWorld, type World } from "../world.ts";

const failure = { code: "code", message: "message" };
const intent = { type: "intent" } as const;
const unanswered = { type: "unanswered", failure } as const;
const succeeded = { type: "task", status: "succeeded" } as const;

const taskId = "task-1";
const accepted = { type: "accepted", taskId } as const;

const clip = clipOf(taskId);
const sha256 = createHash("sha256").update(clip).digest("hex");

/** How an attempt comes into each state. */
export const waysInto: { readonly [name in AttemptStateName]: readonly AttemptEvent[] } = {
  planned: [{ type: "not-created" }],
  submitting: [intent],
  submitted: [intent, accepted],
  adopted: [intent, unanswered, { type: "adopt", taskId }],
  queued: [intent, accepted, { type: "task", status: "queued" }],
  running: [intent, accepted, { type: "task", status: "running" }],
  succeeded: [intent, accepted, succeeded],
  downloaded: [intent, accepted, succeeded, { type: "clip-stored", sha256 }],
  failed: [intent, { type: "refused", failure }],
  expired: [intent, accepted, { type: "task", status: "expired", failure }],
  cancelled: [intent, accepted, { type: "task", status: "cancelled", failure }],
  uncertain: [intent, unanswered],
  lost: [intent, accepted, { type: "task-unknown" }],
  abandoned: [intent, unanswered, { type: "abandon", failure }],
  resubmitted: [intent, unanswered, { type: "resubmit" }],
};

/** What may differ around an attempt. */
export interface Setting {
  readonly clipIsHere: boolean;
  /** Whether the vendor still has the task. */
  readonly vendorKnowsTask: boolean;
  readonly canLookUp: boolean;
  readonly rebuy: boolean;
  /** Whether the take was rendered as something else before. */
  readonly isChanged: boolean;
  readonly allowStale: boolean;
}

export const usual: Setting = {
  clipIsHere: true,
  vendorKnowsTask: true,
  canLookUp: false,
  rebuy: false,
  isChanged: false,
  allowStale: false,
};

/** What is usual, and what may be otherwise. */
export const settings: { readonly [title: string]: Setting } = {
  "the format can look up": { ...usual, canLookUp: true },
  "the clip is gone": { ...usual, clipIsHere: false },
  "the clip is gone here and there": { ...usual, clipIsHere: false, vendorKnowsTask: false },
  "the clip is gone here and there, and may be bought again": {
    ...usual,
    clipIsHere: false,
    vendorKnowsTask: false,
    rebuy: true,
  },
  "the shot has changed": { ...usual, isChanged: true },
  "the shot has changed, and may be rendered again": { ...usual, isChanged: true, allowStale: true },
};

export const lookingUp: FormatSupport = {
  ...plainFormat,
  lookup: { by: "clientId", request: (clientId) => ({ method: "GET", path: `/lookup/${clientId}` }) },
};

/** A world whose ledger has an attempt of a take in a state; none without one. */
export async function worldWith(
  take: PlannedTake,
  state: AttemptStateName | undefined,
  { clipIsHere, vendorKnowsTask, isChanged }: Setting,
): Promise<World> {
  const world = createWorld();
  world.vendor.tasks.push({ id: vendorKnowsTask ? taskId : "of somebody else", body: {}, polls: 1 });
  const fence = await fenceOf(world);
  if (isChanged) {
    const former = waysInto.downloaded.map((event) => (event === accepted ? { ...accepted, taskId: "task-0" } : event));
    await bring(world, fence, { ...take, digest: "00".repeat(32) }, former);
  }
  if (state !== undefined) await bring(world, fence, take, waysInto[state]);
  await world.ledger.release(fence);
  if (clipIsHere) world.store.clips.set(sha256, clip);
  return world;
}

export async function fenceOf({ ledger }: World, runId: string = "earlier"): Promise<number> {
  const holder = { host: "host", pid: 1, startedAt: "0", runId };
  const acquired = await ledger.acquire(holder, { isGone: () => true, at: 0 });
  if (!acquired.acquired) throw new Error("somebody holds the ledger");
  return acquired.fence;
}

async function bring(
  { ledger, clock }: World,
  fence: number,
  { storyboard, id, realm, digest, model }: PlannedTake,
  events: readonly AttemptEvent[],
): Promise<void> {
  const at = clock.now();
  const key = { storyboard, take: id };
  const attemptId = `attempt-of-${digest.slice(0, 6)}`;
  await ledger.admit(fence, {
    id: attemptId,
    realm,
    digest,
    provider: aProvider(),
    model,
    runId: "earlier",
    takes: [key],
    failuresAreFree: true,
    caps: [],
    at,
  });
  const sent = { method: "POST", path: "/tasks", bodyHash: "00", seed: 7, clientId: "client-1" };
  for (const event of events) {
    await ledger.advance(fence, { attemptId, event, at, ...(event.type === "intent" ? { intent: sent } : {}) });
  }
  await ledger.want(fence, { ...key, digest, fields: {}, at });
  if (events.some(({ type }) => type === "clip-stored"))
    await ledger.addVersion(fence, { ...key, digest, attemptId, sha256, at });
}
