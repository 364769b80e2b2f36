import type { FormatCodec, VendorError } from "@shotlist/core";
import { DeliveryError } from "../errors.ts";
import type { Failure } from "../lifecycle/state.ts";
import type { HttpAnswer } from "../ports/transport.ts";
import { redactText } from "../redact/redact.ts";

/** What is known about a task after its submit. */
export type SubmitOutcome =
  | { readonly kind: "accepted"; readonly taskId: string; readonly warnings: readonly string[] }
  /** Safe to repeat: nothing was sent. */
  | { readonly kind: "not-sent"; readonly failure: Failure }
  /** Safe to repeat later: refused at the gate. */
  | { readonly kind: "rate-limited"; readonly retryAfter?: string; readonly failure: Failure }
  /** The facts prove that no task was created by an answer that may be gone next time. */
  | { readonly kind: "not-created"; readonly failure: Failure }
  /** The key or the account is at fault, not the take. */
  | { readonly kind: "closed"; readonly failure: Failure }
  /** This request will never be taken. */
  | { readonly kind: "refused"; readonly failure: Failure }
  /** A task may exist and be billed. */
  | { readonly kind: "uncertain"; readonly failure: Failure };

/** Reads an answer or a failure by status, code and phase; never by words. */
export function classifySubmit(
  result: HttpAnswer | DeliveryError,
  { codec, key }: { readonly codec: FormatCodec; readonly key: string | undefined },
): SubmitOutcome {
  if (!(result instanceof DeliveryError)) return classifyAnswer(result, parseJson(result.body), codec, key);
  if (result.status !== undefined) {
    return classifyAnswer({ status: result.status, headers: result.headers ?? {} }, undefined, codec, key);
  }
  const failure = { code: result.code, message: result.message };
  return result.phase === "not-sent" ? { kind: "not-sent", failure } : { kind: "uncertain", failure };
}

function classifyAnswer(
  { status, headers }: Pick<HttpAnswer, "status" | "headers">,
  body: unknown,
  codec: FormatCodec,
  key: string | undefined,
): SubmitOutcome {
  const success = status >= 200 && status < 300;
  if (success) {
    const submitted = codec.decodeSubmit(body);
    if (submitted.taskId !== undefined) {
      return { kind: "accepted", taskId: submitted.taskId, warnings: submitted.warnings };
    }
  }
  const error = codec.decodeError(status, body);
  const failure = toFailure(error, key);
  if (status === 429) {
    const retryAfter = headers["retry-after"];
    return { kind: "rate-limited", failure, ...(retryAfter === undefined ? {} : { retryAfter }) };
  }
  if (status === 401 || status === 402 || status === 403) return { kind: "closed", failure };
  const refusal = status >= 400 && status < 500 && status !== 408;
  if (refusal) return { kind: "refused", failure };
  if (!error.notCreated) return { kind: "uncertain", failure };
  return success ? { kind: "refused", failure } : { kind: "not-created", failure };
}

/** A vendor's error as it may be kept and shown. */
export function toFailure(error: VendorError, key: string | undefined): Failure {
  return {
    code: `http_${error.httpStatus}`,
    message: redactText(error.message, key) || `The vendor answered ${error.httpStatus}`,
    ...(error.code === undefined ? {} : { vendorCode: redactText(error.code, key) }),
    ...(error.requestId === undefined ? {} : { requestId: redactText(error.requestId, key) }),
  };
}

/** The body as JSON, or `undefined` where it is none: a gateway's page, a cut answer. */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
