import { factsOf, present } from "@shotlist/schema";
import type { FormatRef, JsonValue } from "@shotlist/schema";
import type { Answer, Exchange, NoAnswerReason, SentRequest } from "../answer/exchange.ts";
import type { CallRequest } from "../case/case.ts";
import { redactJson } from "../redact/redact.ts";
import type { Redact } from "../redact/redact.ts";
import type { RunClock } from "./clock.ts";
import { readAnswer } from "./read-answer.ts";
import type { Spend } from "./spend.ts";
import type { Fetch } from "./target.ts";
import type { TimeKeeper } from "./time-keeper.ts";
import { tooSlow, within } from "./within.ts";

/** An exchange, with what only this process may see. */
export interface Called {
  readonly exchange: Exchange;
  /** The answer's body with its links whole; undefined where there was none or it was not JSON. */
  readonly raw: JsonValue | undefined;
}

/** Calls one endpoint of a format. */
export interface Caller {
  readonly call: (request: CallRequest, signal: AbortSignal) => Promise<Called>;
  /** Fetches the start of a link from an answer, without the key. */
  readonly download: (url: string, about: { readonly taskId: string; readonly signal: AbortSignal }) => Promise<Called>;
}

/** A key that no vendor can have given out. */
export const wrongKey = "wrong-key-of-a-contract-check";

/** By this header a test double is asked to play a fault on one call. */
const faultHeader = "x-mock-fault";

const downloadRange = "bytes=0-65535";
const mostRetries = 2;
const longestRetryAfterSeconds = 120;

export interface CallerOptions {
  readonly format: FormatRef;
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly apiKey: string | undefined;
  readonly redact: Redact;
  readonly spend: Spend;
  readonly time: TimeKeeper;
  /** Real time, which a request's limit is measured in. */
  readonly clock: RunClock;
  readonly requestTimeoutMs: number;
}

export function createCaller(options: CallerOptions): Caller {
  const { format, baseUrl, fetch, apiKey, redact, spend, time, clock, requestTimeoutMs } = options;
  const { operations } = factsOf(format);

  const exchangeOf = async (
    build: () => Request,
    about: Omit<Exchange, "answer" | "atMs">,
    signal: AbortSignal,
  ): Promise<Called> => {
    const atMs = time.now();
    const outcome = await within({ clock, ms: requestTimeoutMs, signal }, async (stop) => {
      try {
        const response = await fetch(new Request(build(), { signal: stop, redirect: "manual" }));
        return await readAnswer(response, redact);
      } catch (error) {
        return { failed: reasonOf(error) };
      }
    });
    const none = (reason: NoAnswerReason): Called => ({
      exchange: { ...about, atMs, answer: { kind: "none", reason } },
      raw: undefined,
    });
    if (outcome === tooSlow) return none("too slow");
    if ("failed" in outcome) return none(outcome.failed);
    return { exchange: { ...about, atMs, answer: outcome.answer }, raw: outcome.raw };
  };

  const callOnce = (request: CallRequest, signal: AbortSignal): Promise<Called> => {
    const operation = operations[request.operation];
    if (operation === undefined) throw new Error(`${format} does not offer ${request.operation}`);
    const path = request.path ?? pathOf(operation.path, request);
    const sent: SentRequest = {
      method: operation.method,
      path,
      key: request.key,
      ...(hasBody(request) ? { contentType: request.contentType ?? "application/json" } : {}),
      ...(request.body === undefined ? {} : { body: redactJson(request.body, redact) }),
      ...(request.text === undefined ? {} : { text: redact(request.text) }),
    };
    const headers = new Headers(sent.contentType === undefined ? {} : { "content-type": sent.contentType });
    const key = request.key === "wrong" ? wrongKey : request.key === "valid" ? apiKey : undefined;
    if (key !== undefined) headers.set("authorization", `Bearer ${key}`);
    if (request.provoke !== undefined) headers.set(faultHeader, request.provoke);
    const body = request.text ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
    if (operation.method === "POST" && request.operation === "submit" && request.key === "valid")
      spend.reserve(request.body);
    const build = (): Request =>
      new Request(`${baseUrl}${path}`, { method: operation.method, headers, ...present({ body }) });
    const taskId = request.aboutTask ?? request.taskId;
    const about = { operation: request.operation, ...present({ taskId }), request: sent };
    return exchangeOf(build, about, signal);
  };

  return {
    call: async (request, signal) => {
      // A 429 proves that nothing was done, so the same request may go out again, at its own price.
      for (let attempt = 0; ; attempt += 1) {
        const called = await callOnce(request, signal);
        const waitSeconds = retryAfterSeconds(called.exchange.answer);
        if (waitSeconds === undefined || attempt === mostRetries || request.provoke !== undefined) return called;
        await time.wait(waitSeconds * 1000, signal);
      }
    },
    download: (url, { taskId, signal }) => {
      const sent: SentRequest = { method: "GET", path: redact(url), key: "absent" };
      const build = (): Request => new Request(url, { headers: { range: downloadRange } });
      return exchangeOf(build, { operation: "download", taskId, request: sent }, signal);
    },
  };
}

function hasBody({ body, text }: CallRequest): boolean {
  return body !== undefined || text !== undefined;
}

function pathOf(template: string, { taskId, query }: CallRequest): string {
  const path = template.replace(/\{[^}]*\}/, encodeURIComponent(taskId ?? ""));
  if (query === undefined) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${query}`;
}

function retryAfterSeconds(answer: Answer): number | undefined {
  if (answer.kind === "none" || answer.status !== 429) return undefined;
  const asked = Number(answer.headers["retry-after"] ?? 1);
  return Math.min(longestRetryAfterSeconds, Number.isFinite(asked) && asked > 0 ? asked : 1);
}

function reasonOf(error: unknown): NoAnswerReason {
  const codes = [error, error instanceof Error ? error.cause : undefined].map((value) =>
    typeof value === "object" && value !== null ? String(Reflect.get(value, "code")) : "",
  );
  return codes.some((code) =>
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(code),
  )
    ? "unreachable"
    : "broken";
}
