import { createHash } from "node:crypto";
import type { WireRequest } from "@shotlist/core";
import { DeliveryError, reported, StorageError, UnrecordedTaskError } from "../failures/errors.ts";
import type { Admission } from "../ledger/ledger.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { intentFields } from "../join/intent-fields.ts";
import { isOpen, traits, type Failure } from "../lifecycle/state.ts";
import { fromMicros, isMoney } from "../money/micros.ts";
import { listRateOf, rateOf, type Rate } from "../money/rate.ts";
import { worstOf } from "../money/worst-case.ts";
import type { HttpAnswer } from "../ports/transport.ts";
import { about, type RunContext } from "../work/context.ts";
import type { Outcome } from "../work/outcome.ts";
import type { TakeError } from "../failures/take-error.ts";
import type { Work } from "../work/work.ts";
import { readRetryAfter } from "../schedule/retry-after.ts";
import { gatherBindings, MediaUnavailable } from "./bindings.ts";
import { classifySubmit, type SubmitOutcome } from "./classify-submit.ts";
import { headersOf } from "./headers.ts";
import { noAddress, redirected, redirectHint } from "./misdirected.ts";

const submitTimeoutMs = 120_000;
const submitMaxBytes = 1024 * 1024;
/** How often an answer that proves that nothing was created is asked for again. */
const notCreatedTries = 5;
/** The id of a paid task is worth waiting for a disk. */
const recordTries = 5;
const recordEveryMs = 1000;

export type Submission =
  /** There is a task to wait for. */
  { readonly kind: "task"; readonly attempt: Attempt } | { readonly kind: "ended"; readonly outcome: Outcome };

/** Submits a digest once, or finds out why not. Comes back only when a task exists, may exist, or will not exist in this run. */
export async function submit(context: RunContext, work: Work): Promise<Submission> {
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
    if (result.kind === "task" || result.kind === "ended") return result;
  }
}

type Try = Submission | { readonly kind: "again" } | { readonly kind: "not-created"; readonly error: TakeError };

async function submitOnce(context: RunContext, work: Work): Promise<Try> {
  const lane = context.laneOf(work.provider);
  const prepared = await prepare(context, work);
  if (!("bindings" in prepared)) return prepared;
  try {
    await lane.beforeSubmit(context.stopping);
  } catch (error) {
    if (context.stopping.aborted) return left(stoppedError);
    throw error;
  }
  const closed = lane.closed();
  if (closed !== undefined) return left(closed);

  const admission = await admit(context, work);
  if (admission.kind === "exists") return existing(admission.attempt);
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
  await recordIntent(context, work, attempt, request);
  context.emit({
    type: "submitting",
    ...about(work),
    attempt: attempt.number,
    ...(attempt.currency === undefined
      ? {}
      : { reserved: { amount: fromMicros(attempt.reserved), currency: attempt.currency } }),
  });
  return settle(context, work, attempt, { request, ...(await post(context, work, request)) });
}

/** Somebody else's attempt appeared meanwhile: it is waited for, never repeated. */
function existing(attempt: Attempt): Submission {
  return isOpen(traits[attempt.state.name]) ? { kind: "task", attempt } : leftAsItIs(attempt);
}

/** Nothing is submitted where there is an attempt. */
export function leftAsItIs({ state }: Attempt): Extract<Submission, { kind: "ended" }> {
  return left({
    code: "exists",
    message: `The take already has an attempt, which is ${state.name}`,
    hint: "Run again.",
  });
}

/** One commit: what is asked for under the takes' names, and what is about to be sent. */
async function recordIntent(context: RunContext, work: Work, attempt: Attempt, request: Encoded): Promise<void> {
  const { ledger } = context.state;
  const wanted = work.takes.map(({ take }) =>
    ledger.want(context.fence, {
      storyboard: take.storyboard,
      take: take.id,
      digest: take.digest,
      fields: intentFields(take),
      at: context.state.clock.now(),
    }),
  );
  const intent = {
    method: request.wire.method,
    path: request.wire.path,
    bodyHash: createHash("sha256").update(request.body).digest("hex"),
    clientId: clientIdOf(attempt),
    ...(request.seed === undefined ? {} : { seed: request.seed }),
  };
  await Promise.all([...wanted, context.advance({ attemptId: attempt.id, event: { type: "intent" }, intent })]);
}

interface Encoded {
  readonly wire: WireRequest;
  readonly body: string;
  readonly seed?: number;
}

async function prepare(
  context: RunContext,
  work: Work,
): Promise<{ readonly bindings: Awaited<ReturnType<typeof gatherBindings>> } | Submission> {
  try {
    return { bindings: await gatherBindings(context, work) };
  } catch (error) {
    if (context.stopping.aborted) return left(stoppedError);
    if (error instanceof MediaUnavailable) return { kind: "ended", outcome: { status: "failed", error: error.error } };
    throw error;
  }
}

async function admit(context: RunContext, work: Work): Promise<Admission> {
  const provider = work.provider;
  const reserve = context.reserveOf(work);
  const rate = rateFor(context, work);
  const { maxTasks } = context.options;
  const { clock } = context.state;
  const steady = clock.steady?.();
  return context.state.ledger.admit(context.fence, {
    id: context.random.id(),
    realm: work.lead.realm,
    digest: work.lead.digest,
    provider,
    model: work.lead.model,
    runId: context.runId,
    takes: work.takes.map(({ take }) => ({ storyboard: take.storyboard, take: take.id })),
    failuresAreFree: context.formatOf(provider).failuresAreFree,
    caps: context.capsOf(work),
    at: clock.now(),
    ...(steady === undefined ? {} : { steady }),
    ...(reserve === undefined ? {} : { reserve }),
    ...(rate === undefined ? {} : { rate }),
    ...(maxTasks === undefined ? {} : { maxTasks }),
  });
}

/** By what a clip is billed, and what one costs at most. */
function rateFor(context: RunContext, { provider, lead }: Work): Rate | undefined {
  const rate = rateOf(provider.price, lead.intent.resolution) ?? listRateOf(lead.estimate);
  if (rate === undefined) return undefined;
  const worst = worstOf(rate, lead.estimate, context.formatOf(provider).largestClip?.(lead.model));
  return isMoney(worst) ? { ...rate, worst } : rate;
}

function encode(
  context: RunContext,
  work: Work,
  attempt: Attempt,
  bindings: Awaited<ReturnType<typeof gatherBindings>>,
): Encoded | { readonly error: TakeError } {
  const { codec, seedRange, maxBodyBytes } = context.formatOf(work.provider);
  const { model } = work.lead;
  const intent = work.asked ?? work.lead.intent;
  // A clip of a draft has the draft's seed: one that is not sent recognises nothing.
  const range = work.asked === undefined ? seedRange(model) : undefined;
  const seed = intent.seed ?? (range === undefined ? undefined : deriveSeed(attempt, range));
  const wire = codec.encodeSubmit(intent, {
    ...bindings,
    clientId: clientIdOf(attempt),
    ...(seed === undefined ? {} : { seed }),
  });
  const body = JSON.stringify(wire.body ?? {});
  const bytes = Buffer.byteLength(body);
  if (bytes > maxBodyBytes) {
    return {
      error: {
        code: "request_too_large",
        message: `The request of ${work.lead.id} is ${bytes} bytes long; the limit is ${maxBodyBytes}`,
        hint: "Give large files by URL, with assets.baseUrl.",
      },
    };
  }
  return { wire, body, ...(seed === undefined ? {} : { seed }) };
}

interface Posted {
  readonly outcome: SubmitOutcome;
  readonly retryAfterMs: number | undefined;
}

async function post(context: RunContext, work: Work, request: Encoded): Promise<Posted> {
  const provider = work.provider;
  const format = context.formatOf(provider);
  let result: HttpAnswer | DeliveryError;
  let key: string | undefined;
  try {
    const { headers, ...own } = headersOf(provider, context);
    key = own.key;
    result = await context.transport.request(
      {
        method: request.wire.method,
        url: `${provider.baseUrl}${request.wire.path}`,
        headers: { ...headers, "content-type": "application/json" },
        body: request.body,
        timeoutMs: submitTimeoutMs,
        maxBytes: submitMaxBytes,
      },
      { signal: context.cut },
    );
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    result = error;
  }
  const retryAfterMs = readRetryAfter(result.headers ?? {}, context.state.clock.now());
  return { outcome: classifySubmit(result, { format, key }), retryAfterMs };
}

/** Records what became of the submit before anything else happens. */
async function settle(
  context: RunContext,
  work: Work,
  attempt: Attempt,
  { request, outcome, retryAfterMs }: Posted & { readonly request: Encoded },
): Promise<Try> {
  const { advance } = context;
  const attemptId = attempt.id;
  const lane = context.laneOf(work.provider);
  switch (outcome.kind) {
    case "accepted":
      return accept(context, work, attempt, outcome);
    case "rate-limited":
      lane.submitLimited({ retryAfterMs, words: outcome.failure.message });
      await advance({ attemptId, event: { type: "not-created" } });
      return { kind: "again" };
    case "not-sent":
      lane.unreachable({
        code: "provider_unreachable",
        message: `${lane.provider.name} cannot be reached: ${outcome.failure.message}`,
        hint: "Check the network and the provider's base URL, then run again.",
      });
      await advance({ attemptId, event: { type: "not-created" } });
      return { kind: "again" };
    case "not-created":
      lane.submitLimited({ words: outcome.failure.message });
      await advance({ attemptId, event: { type: "not-created" } });
      return { kind: "not-created", error: outcome.failure };
    case "closed":
      lane.close({
        ...outcome.failure,
        code: "provider_closed",
        message: `${lane.provider.name} rejects the key or the account: ${outcome.failure.message}`,
        hint: `Check ${lane.provider.apiKeyEnv} and the account's balance, then run again; nothing was paid.`,
      });
      await advance({ attemptId, event: { type: "not-created" } });
      return { kind: "again" };
    case "no-address":
      // A provider that has taken a request before, be it for the draft, has this address: then it is this request that it does not know.
      if (lane.hasAnswered() || work.asked !== undefined) return refuse(context, work, attempt, outcome.failure);
      lane.close(noAddress(work, request.wire, outcome.failure));
      await advance({ attemptId, event: { type: "not-created" } });
      return { kind: "again" };
    case "refused":
      return refuse(context, work, attempt, outcome.failure);
    case "redirected": {
      const failure = await redirected(context, work, { wire: request.wire, ...outcome });
      // One wrong address shall not make a whole batch uncertain.
      lane.close({ ...failure, code: "redirected", hint: redirectHint });
      await advance({ attemptId, event: { type: "unanswered", failure } });
      return { kind: "ended", outcome: uncertain(context, work, failure) };
    }
    case "uncertain":
      lane.unanswered(outcome.failure);
      await advance({ attemptId, event: { type: "unanswered", failure: outcome.failure } });
      return { kind: "ended", outcome: uncertain(context, work, outcome.failure) };
    default:
      throw new Error(`no such outcome: ${JSON.stringify(outcome satisfies never)}`);
  }
}

async function refuse(context: RunContext, work: Work, { id }: Attempt, failure: Failure): Promise<Submission> {
  context.laneOf(work.provider).answered();
  await context.advance({ attemptId: id, event: { type: "refused", failure } });
  const error = work.asked === undefined ? failure : { ...failure, ...withoutDraft };
  context.emit({ type: "failed", ...about(work), error });
  return { kind: "ended", outcome: { status: "failed", error } };
}

/** The vendor may have dropped the draft. A clip without it is another purchase, which a person decides. */
const withoutDraft = {
  hint: "The vendor may no longer have its draft. Retry it without the draft.",
  way: "without-draft",
} as const;

async function accept(
  context: RunContext,
  work: Work,
  attempt: Attempt,
  { taskId, warnings }: Extract<SubmitOutcome, { kind: "accepted" }>,
): Promise<Submission> {
  const { state } = await recordTask(context, work, attempt, taskId);
  const lane = context.laneOf(work.provider);
  if (state.name === "uncertain") {
    lane.unanswered(state.failure);
    return { kind: "ended", outcome: uncertain(context, work, state.failure, taskId) };
  }
  lane.answered();
  for (const message of warnings) context.emit({ type: "warning", ...about(work), message });
  context.emit({ type: "submitted", ...about(work), taskId, resumed: false });
  const recorded = await context.state.ledger.attempt(attempt.id);
  if (recorded === undefined) throw new Error(`the ledger has lost attempt ${attempt.id}`);
  return { kind: "task", attempt: recorded };
}

/** Nothing is worth more than the id of a paid task: a disk that is full for a moment is asked again. */
async function recordTask(
  context: RunContext,
  work: Work,
  attempt: Attempt,
  taskId: string,
): Promise<Pick<Attempt, "state">> {
  for (let tries = 1; ; tries += 1) {
    try {
      return (await context.advance({ attemptId: attempt.id, event: { type: "accepted", taskId } })).attempt;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      if (tries >= recordTries) {
        const unrecorded = new UnrecordedTaskError(taskId, work.lead.id, error);
        context.emit({ type: "uncertain", ...about(work), taskId, error: reported(unrecorded) });
        throw unrecorded;
      }
      await context.state.clock.sleep(recordEveryMs);
    }
  }
}

/** The same seed for the same digest and attempt, so that a lost task can be recognised by it. */
function deriveSeed({ digest, number }: Attempt, range: { readonly min: number; readonly max: number }): number {
  const min = Math.max(range.min, 0);
  const max = Math.min(range.max, 2 ** 31 - 1);
  const drawn = createHash("sha256").update(`${digest}#${number}`).digest().readUInt32BE(0);
  return min + (drawn % (max - min + 1));
}

function clientIdOf({ id }: Attempt): string {
  return `shotlist-${id}`;
}

function uncertain(context: RunContext, work: Work, error: TakeError, taskId?: string): Outcome {
  const task = taskId === undefined ? {} : { taskId };
  context.emit({ type: "uncertain", ...about(work), error, ...task });
  return { status: "uncertain", error, ...task };
}

function left(error: TakeError): Extract<Submission, { kind: "ended" }> {
  return { kind: "ended", outcome: { status: "left", error } };
}

const stoppedError: TakeError = {
  code: "stopped",
  message: "The run ended before the take was submitted",
  hint: "Run again to continue.",
};

function refusalOf(admission: Exclude<Admission, { kind: "admitted" | "exists" }>): TakeError {
  if (admission.kind === "over-tasks") {
    return {
      code: "max_tasks",
      message: `No more tasks are submitted: the limit is ${admission.maxTasks}`,
      hint: "Allow more tasks, or run again.",
      way: "more-tasks",
    };
  }
  const { cap, taken } = admission;
  const limit = `${fromMicros(cap.limit.micros)} ${cap.limit.currency}`;
  return {
    code: cap.key.startsWith("provider:") ? "cap_reached" : "budget_reached",
    message: `This would exceed the limit of ${limit} (${fromMicros(taken)} already reserved or spent)`,
    hint: "Raise the budget or the cap, then run again.",
  };
}
