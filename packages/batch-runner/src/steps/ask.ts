import { present } from "@shotlist/schema";
import type { ResolvedProvider, WireRequest } from "@shotlist/core";
import { DeliveryError } from "../failures/delivery-error.ts";
import { parseJson } from "../http/parse-json.ts";
import { describeAddress, isRedirect } from "../http/same-origin.ts";
import type { HttpAnswer } from "../ports/transport.ts";
import { redactText } from "../redact/redact.ts";
import { readNothingLeft, type NothingLeft } from "../schedule/rate-headers.ts";
import { readRetryAfter } from "../schedule/retry-after.ts";
import type { Formats, ProviderAccess, Reaching } from "../work/context.ts";
import type { RunOptions } from "../work/options.ts";
import { toFailure } from "./classify-submit.ts";
import { headersOf, hostNotAllowed } from "./headers.ts";
import type { PollOutcome } from "../work/poll-outcome.ts";
import { isAboutAccount } from "./refusal-status.ts";
import { requestWithin } from "./request-within.ts";

const timeoutMs = 30_000;

/** What it takes to ask a provider something. */
export interface Asking extends Reaching, Formats {
  readonly options: Pick<RunOptions, "keys" | "hostRefusal">;
  /** Waits for the rate limit. */
  readonly beforePoll: () => Promise<void>;
  /** Hears what an answer's headers say of the vendor's limits. Default: nobody does. */
  readonly nothingLeft?: (left: NothingLeft) => void;
}

/** A run asks within its provider's limits. */
export function asking(context: ProviderAccess, provider: ResolvedProvider): Asking {
  const lane = context.laneOf(provider);
  return {
    ...context,
    beforePoll: () => lane.beforePoll(context.stopping),
    nothingLeft: (left) => lane.nothingLeft(left),
  };
}

/** JSON that a provider has answered with, or why there is none. */
type Asked =
  | { readonly kind: "json"; readonly body: unknown; readonly key: string | undefined }
  | Exclude<PollOutcome, { readonly kind: "task" }>;

/** Sends a request that only reads. */
export async function ask(
  context: Asking,
  provider: ResolvedProvider,
  { method, path }: WireRequest,
  maxBytes: number,
): Promise<Asked> {
  const { codec, rateHeaders } = context.formatOf(provider);
  await context.beforePoll();
  let answer: HttpAnswer;
  let key: string | undefined;
  try {
    const url = `${provider.baseUrl}${path}`;
    const { headers, ...own } = headersOf(provider, context);
    key = own.key;
    answer = await requestWithin(context, { method, url, headers, timeoutMs, maxBytes });
  } catch (error) {
    context.stopping.throwIfAborted();
    if (!(error instanceof DeliveryError)) throw error;
    const failure = { code: error.code, message: error.message };
    return error.code === hostNotAllowed ? { kind: "closed", failure } : { kind: "again", failure };
  }
  const { status } = answer;
  const left = readNothingLeft(answer.headers, rateHeaders, context.state.clock.now());
  if (left !== undefined) context.nothingLeft?.(left);
  const body = parseJson(answer.body);
  if (status >= 200 && status < 300) {
    return body === undefined
      ? { kind: "again", failure: { code: "not_json", message: "The answer to a poll is not JSON" } }
      : { kind: "json", body, key };
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
  if (isAboutAccount(status)) return { kind: "closed", failure };
  return { kind: "again", failure };
}
