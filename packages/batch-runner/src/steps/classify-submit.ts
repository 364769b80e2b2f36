import type { VendorError } from "@shotlist/core";
import { saysEmptyAccount } from "@shotlist/schema";
import { DeliveryError } from "../failures/delivery-error.ts";
import type { FormatSupport } from "../formats/format-support.ts";
import { parseJson } from "../http/parse-json.ts";
import { isRedirect } from "../http/same-origin.ts";
import type { Failure } from "../lifecycle/state.ts";
import type { HttpAnswer } from "../ports/transport.ts";
import { isKeepable } from "../redact/redact-answer.ts";
import { redactText } from "../redact/redact.ts";
import { isAboutAccount, isRefusal } from "./refusal-status.ts";

/** What is known about a task after its submit. */
export type SubmitOutcome =
  | { readonly kind: "accepted"; readonly taskId: string; readonly warnings: readonly string[] }
  /** Safe to repeat: nothing was sent. */
  | { readonly kind: "not-sent"; readonly failure: Failure }
  /** Safe to repeat later: refused at the gate. */
  | { readonly kind: "rate-limited"; readonly failure: Failure }
  /** The facts prove that no task was created by an answer that may be gone next time. */
  | { readonly kind: "not-created"; readonly failure: Failure }
  /** The key or the account is at fault, not the take. */
  | { readonly kind: "closed"; readonly failure: Failure }
  /** There is nothing at this address, as far as the answer says: it is at fault, not the take. */
  | { readonly kind: "no-address"; readonly failure: Failure }
  /** This request will never be taken. */
  | { readonly kind: "refused"; readonly failure: Failure }
  /** The request was sent on to another address, which nobody follows. A task may exist all the same. */
  | { readonly kind: "redirected"; readonly location: string; readonly failure: Failure }
  /** A task may exist and be billed. */
  | { readonly kind: "uncertain"; readonly failure: Failure };

interface Reading {
  readonly format: Pick<FormatSupport, "codec" | "isTaskId" | "occasionOf">;
  readonly key: string | undefined;
}

/** Reads an answer or a failure by status, code and phase; never by words. */
export function classifySubmit(result: HttpAnswer | DeliveryError, reading: Reading): SubmitOutcome {
  if (!(result instanceof DeliveryError)) return classifyAnswer(result, parseJson(result.body), reading);
  const failure = { code: result.code, message: result.message };
  if (result.status === undefined) {
    return result.phase === "not-sent" ? { kind: "not-sent", failure } : { kind: "uncertain", failure };
  }
  const outcome = classifyAnswer({ status: result.status, headers: result.headers ?? {} }, undefined, reading);
  // Why the body did not come says more than that it is not there.
  return outcome.kind === "uncertain" ? { kind: "uncertain", failure } : outcome;
}

function classifyAnswer(
  { status, headers }: Pick<HttpAnswer, "status" | "headers">,
  body: unknown,
  { format, key }: Reading,
): SubmitOutcome {
  const { codec } = format;
  const success = status >= 200 && status < 300;
  const refusal = isRefusal(status);
  const submitted = codec.decodeSubmit(body);
  const { taskId } = submitted;
  // An id that comes with a plain refusal may be the request's: only one that looks like a task's is one.
  if (taskId !== undefined && isKeepable(taskId, key) && (!refusal || format.isTaskId?.(taskId) === true)) {
    const despite = success ? [] : [`The vendor answered ${status} and named a task; waiting for it.`];
    return {
      kind: "accepted",
      taskId,
      warnings: [...submitted.warnings, ...despite].map((text) => redactText(text, key)),
    };
  }
  const error = codec.decodeError(status, body);
  const failure = toFailure(error, key);
  if (success) {
    if (error.notCreated) return { kind: "refused", failure };
    return { kind: "uncertain", failure: { ...failure, message: redactText(whyUnread(body, submitted), key) } };
  }
  const location = headers["location"];
  if (isRedirect({ status, headers }) && location !== undefined) return { kind: "redirected", location, failure };
  if (error.notCreated) return { kind: "not-created", failure };
  if (status === 429) {
    const isEmpty = saysEmptyAccount(error.code) && headers["retry-after"] === undefined;
    return { kind: isEmpty ? "closed" : "rate-limited", failure };
  }
  if (!refusal) return { kind: "uncertain", failure };
  if (isAboutAccount(status) || saysEmptyAccount(error.code)) return { kind: "closed", failure };
  const isAddress = (status === 404 || status === 405) && !isAboutModel(format, error);
  return { kind: isAddress ? "no-address" : "refused", failure };
}

/** A 404 may be about what was asked for: then the facts list its code for something else than a path or a task. */
function isAboutModel({ occasionOf }: Reading["format"], { httpStatus, code }: VendorError): boolean {
  const occasion = occasionOf?.(httpStatus, code);
  if (occasion !== undefined) return occasion !== "unknown_path" && occasion !== "unknown_task";
  return code !== undefined && /model/iu.test(code);
}

function whyUnread(body: unknown, submitted: ReturnType<Reading["format"]["codec"]["decodeSubmit"]>): string {
  if (body === undefined) return "The vendor accepted the request, but its answer is not JSON";
  if (submitted.taskId !== undefined)
    return "The task id in the vendor's answer is invalid: it contains an address or the key, or is not a name";
  return `The vendor accepted the request, but its answer has no task id: ${submitted.missing}`;
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
