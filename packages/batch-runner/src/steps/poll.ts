import { present } from "@shotlist/schema";
import type { PollOutcome } from "./poll-outcome.ts";
import type { ResolvedProvider, WireRequest } from "@shotlist/core";
import { DeliveryError } from "../failures/delivery-error.ts";
import { parseJson } from "../http/parse-json.ts";
import { describeAddress, isRedirect } from "../http/same-origin.ts";
import type { HttpAnswer } from "../ports/transport.ts";
import { redactTask } from "../redact/redact-answer.ts";
import { redactText } from "../redact/redact.ts";
import type { Formats, ProviderAccess, Reaching } from "../work/context.ts";
import type { RunOptions } from "../work/options.ts";
import { readRetryAfter } from "../schedule/retry-after.ts";
import { toFailure } from "./classify-submit.ts";
import { foreign, isAbout } from "./foreign-task.ts";
import { headersOf, hostNotAllowed } from "./headers.ts";
import { requestWithin } from "./request-within.ts";

const pollTimeoutMs = 30_000;
const pollMaxBytes = 8 * 1024 * 1024;

/** Asks a provider once for the state of a task. `onAsk` is called when the request goes, which may have waited for the rate limit. */
export function pollOnce(
  context: ProviderAccess,
  provider: ResolvedProvider,
  taskId: string,
  onAsk: () => void = () => undefined,
): Promise<PollOutcome> {
  const own = asking(context, provider);
  const beforePoll = (): Promise<void> => own.beforePoll().then(onAsk);
  const request = context.formatOf(provider).codec.encodePoll(taskId);
  return askForTask({ ...own, beforePoll }, provider, { ...request, taskId });
}

/** What it takes to ask a provider something. */
export interface Asking extends Reaching, Formats {
  readonly options: Pick<RunOptions, "keys" | "hostRefusal">;
  /** Waits for the rate limit. */
  readonly beforePoll: () => Promise<void>;
}

/** A run asks within its provider's limits. */
export function asking(context: ProviderAccess, provider: ResolvedProvider): Asking {
  return { ...context, beforePoll: () => context.laneOf(provider).beforePoll(context.stopping) };
}

/** Sends a request that reads, and is answered with a task: the one that is asked for by its `taskId`, where there is one. */
export async function askForTask(
  context: Asking,
  provider: ResolvedProvider,
  { method, path, taskId }: WireRequest & { readonly taskId?: string },
): Promise<PollOutcome> {
  const { codec } = context.formatOf(provider);
  await context.beforePoll();
  let answer: HttpAnswer;
  let key: string | undefined;
  try {
    const url = `${provider.baseUrl}${path}`;
    const { headers, ...own } = headersOf(provider, context);
    key = own.key;
    answer = await requestWithin(context, {
      method,
      url,
      headers,
      timeoutMs: pollTimeoutMs,
      maxBytes: pollMaxBytes,
    });
  } catch (error) {
    context.stopping.throwIfAborted();
    if (!(error instanceof DeliveryError)) throw error;
    const failure = { code: error.code, message: error.message };
    return error.code === hostNotAllowed ? { kind: "closed", failure } : { kind: "again", failure };
  }
  const { status } = answer;
  const body = parseJson(answer.body);
  if (status >= 200 && status < 300) {
    if (body === undefined) {
      return { kind: "again", failure: { code: "not_json", message: "The answer to a poll is not JSON" } };
    }
    const task = redactTask(codec.decodeTask(body, taskId), key);
    return taskId === undefined || isAbout(task, taskId) ? { kind: "task", task } : foreign(task, { taskId, key });
  }
  if (isRedirect(answer)) {
    const target = describeAddress(`${provider.baseUrl}${path}`, answer.headers["location"] ?? "");
    const message = `The answer to a poll redirects to ${redactText(target, key)}, which is not followed`;
    return { kind: "again", failure: { code: "redirected", message } };
  }
  const vendorError = codec.decodeError(status, body);
  const failure = toFailure(vendorError, key);
  if (status === 429) {
    const retryAfterMs = readRetryAfter(answer.headers, context.state.clock.now());
    return { kind: "rate-limited", failure, ...present({ retryAfterMs }) };
  }
  if (vendorError.unknownTask) return { kind: "unknown-task", failure };
  if (status === 401 || status === 402 || status === 403) return { kind: "closed", failure };
  return { kind: "again", failure };
}
