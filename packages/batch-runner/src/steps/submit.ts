import { createHash } from "node:crypto";
import { present } from "@shotlist/schema";
import { fieldHashes } from "../join/field-hashes.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { isOpen, traits } from "../lifecycle/state.ts";
import { fromMicros } from "../money/micros.ts";
import { readNothingLeft } from "../schedule/rate-headers.ts";
import { readRetryAfter } from "../schedule/retry-after.ts";
import { about, type Binding, type Recording, type Submitting, type Keeping } from "../work/context.ts";
import type { Work } from "../work/work.ts";
import { admit, refusalOf, type Admitted } from "./admit.ts";
import { gatherBindings, MediaUnavailable } from "./bindings.ts";
import { classifySubmit } from "./classify-submit.ts";
import { clientIdOf, encode, type Encoded } from "./encode-request.ts";
import { leaveSoon } from "./leave-soon.ts";
import { post } from "./post.ts";
import { settle, type Posted } from "./settle-submit.ts";
import { left, leftAsItIs, stoppedError, type Submission, type Try } from "./submission.ts";

const submitTimeoutMs = 120_000;
const submitMaxBytes = 1024 * 1024;
/** How often an answer that proves that nothing was created is asked for again. */
const notCreatedTries = 5;

/** Submits a digest once, or finds out why not. Comes back only when a task exists, may exist, or will not exist in this run. */
export async function submit(context: Submitting, work: Work): Promise<Submission> {
  const provider = work.provider;
  const lane = context.laneOf(provider);
  for (let tries = 1; ; tries += 1) {
    const closed = lane.closed();
    if (closed !== undefined) return left(closed);
    if (context.stopping.aborted) return left(stoppedError);
    const result = await submitOnce(context, work);
    if (result.kind === "not-created" && tries >= notCreatedTries) {
      return { kind: "ended", outcome: { status: "failed", error: result.error } };
    }
    if (result.kind !== "again" && result.kind !== "not-created") return result;
  }
}

async function submitOnce(context: Submitting, work: Work): Promise<Try> {
  const lane = context.laneOf(work.provider);
  const prepared = await prepare(context, work);
  if (!("bindings" in prepared)) return prepared;
  let admission: Admitted;
  try {
    await lane.beforeSubmit(context.stopping);
    const closed = lane.closed();
    if (closed !== undefined) return left(closed);
    admission = await admit(context, work);
  } catch (error) {
    if (context.stopping.aborted) return left(stoppedError);
    throw error;
  }
  if (admission.kind === "exists") return existing(context, admission.attempt);
  if (admission.kind !== "admitted") return left(refusalOf(admission));
  const { attempt } = admission;
  const request = encode(context, work, attempt, prepared.bindings);
  if ("error" in request) {
    await context.advance({ attemptId: attempt.id, event: { type: "not-created" } });
    return { kind: "ended", outcome: { status: "failed", error: request.error } };
  }
  if (context.stopping.aborted) {
    await context.advance({ attemptId: attempt.id, event: { type: "not-created" } });
    return left(stoppedError);
  }
  const mayLeave = leaveSoon(work.provider.realm, context.state.clock);
  await recordIntent(context, work, attempt, request);
  context.emit({
    type: "submitting",
    ...about(work),
    attempt: attempt.number,
    ...(attempt.currency === undefined
      ? {}
      : { reserved: { amount: fromMicros(attempt.reserved), currency: attempt.currency } }),
  });
  return settle(context, work, attempt, { request, ...(await postSubmit(context, work, request, mayLeave)) });
}

/** Somebody else's attempt appeared meanwhile: it is waited for, never repeated. */
function existing({ state: { ledger } }: Keeping, attempt: Attempt): Submission {
  if (ledger.shared !== undefined) return { kind: "held" };
  return isOpen(traits[attempt.state.name]) ? { kind: "task", attempt } : leftAsItIs(attempt);
}

/** One commit: what is asked for under the takes' names, and what is about to be sent. */
async function recordIntent(context: Recording, work: Work, attempt: Attempt, request: Encoded): Promise<void> {
  const { ledger } = context.state;
  const wanted = work.takes.map(({ take }) =>
    ledger.want(context.fence, {
      storyboard: take.storyboard,
      take: take.id,
      digest: take.digest,
      fields: fieldHashes(take),
      at: context.state.clock.now(),
    }),
  );
  const intent = {
    method: request.wire.method,
    path: request.wire.path,
    bodyHash: createHash("sha256").update(request.body).digest("hex"),
    clientId: clientIdOf(attempt),
    ...present({ seed: request.seed }),
  };
  await Promise.all([...wanted, context.advance({ attemptId: attempt.id, event: { type: "intent" }, intent })]);
}

async function prepare(
  context: Binding,
  work: Work,
): Promise<{ readonly bindings: Awaited<ReturnType<typeof gatherBindings>> } | Submission> {
  try {
    return { bindings: await gatherBindings(context, work) };
  } catch (error) {
    if (context.stopping.aborted) return left(stoppedError);
    if (error instanceof MediaUnavailable && error.isLeft) return left(error.error);
    if (error instanceof MediaUnavailable) return { kind: "ended", outcome: { status: "failed", error: error.error } };
    throw error;
  }
}

async function postSubmit(
  context: Submitting,
  work: Work,
  { wire, body }: Encoded,
  mayLeave: () => boolean,
): Promise<Posted> {
  const provider = work.provider;
  const format = context.formatOf(provider);
  const { result, key } = await post(context, provider, {
    method: wire.method,
    path: wire.path,
    contentType: "application/json",
    body,
    mayLeave,
    timeoutMs: submitTimeoutMs,
    maxBytes: submitMaxBytes,
  });
  const now = context.state.clock.now();
  const retryAfterMs = readRetryAfter(result.headers ?? {}, now);
  const nothingLeft = readNothingLeft(result.headers ?? {}, format.rateHeaders, now);
  if (nothingLeft !== undefined) context.laneOf(provider).nothingLeft(nothingLeft);
  return { outcome: classifySubmit(result, { format, key }), retryAfterMs };
}
