import { type ErrorFact, type FormatFacts, present } from "@shotlist/schema";
import type { VendorError } from "./codec.ts";
import { codeOf, firstOf, recordOf, textOf, valueAt } from "./read-json.ts";
import { safeText } from "./safe-text.ts";

type ErrorFacts = Pick<FormatFacts, "errors" | "notCreated">;

interface ErrorWords {
  /** Whether the answer is JSON in an envelope of the vendor, rather than a gateway's page. */
  readonly isEnvelope: boolean;
  readonly code: string | undefined;
  readonly type: string | undefined;
  readonly message: string | undefined;
  readonly requestId: string | undefined;
}

/** Reads `{ error: { code, message, type } }`, the flat `{ code, message }`, a page of a gateway, or nothing at all. */
export function decodeErrorEnvelope(httpStatus: number, body: unknown, facts: ErrorFacts): VendorError {
  const words = readErrorWords(body);
  const code = firstOf(words.code, words.type);
  return {
    httpStatus,
    message: safeText(words.message ?? describeSilence(httpStatus, body)),
    ...present({
      code: code === undefined ? undefined : safeText(code),
      requestId: words.requestId && safeText(words.requestId),
    }),
    notCreated: facts.notCreated.some(
      (fact) => fact.httpStatus === httpStatus && (fact.code === undefined || fact.code === code),
    ),
    unknownTask: isUnknownTask(httpStatus, words, facts),
  };
}

function readErrorWords(body: unknown): ErrorWords {
  const error = firstOf(
    recordOf(valueAt(body, "error")),
    recordOf(valueAt(body, "ResponseMetadata", "Error")),
    recordOf(body),
  );
  const message = firstOf(
    textOf(valueAt(error, "message")),
    textOf(valueAt(error, "Message")),
    textOf(valueAt(body, "error")),
    textOf(valueAt(body, "message")),
    isPlainText(body) ? body : undefined,
  );
  return {
    isEnvelope: error !== undefined,
    code: firstOf(codeOf(valueAt(error, "code")), codeOf(valueAt(error, "Code"))),
    type: textOf(valueAt(error, "type")),
    message,
    requestId: firstOf(
      textOf(valueAt(error, "request_id")),
      textOf(valueAt(body, "request_id")),
      textOf(valueAt(body, "ResponseMetadata", "RequestId")),
      requestIdIn(message),
    ),
  };
}

// Only ever printed, so a wrong guess misleads nobody's code.
function requestIdIn(message: string | undefined): string | undefined {
  return message?.match(/\brequest[ _-]?id:?\s*([\w-]{6,100})/i)?.[1];
}

function isPlainText(body: unknown): body is string {
  return typeof body === "string" && body.trim() !== "" && !/[<{]/.test(body);
}

function describeSilence(httpStatus: number, body: unknown): string {
  const isPage = typeof body === "string" && body.trim() !== "";
  return `HTTP ${httpStatus}, ${isPage ? "with a body that is not JSON" : "without a message"}`;
}

/**
 * A listed code or type decides. Where a 404 in the vendor's envelope names neither, or one that the facts do not list for
 * anything else, it is the task too: codes are undocumented at some vendors, and the worst that follows is a question to a person.
 */
function isUnknownTask(httpStatus: number, words: ErrorWords, facts: ErrorFacts): boolean {
  const sameStatus = facts.errors.filter((fact) => fact.httpStatus === httpStatus);
  const unknownTask = sameStatus.filter((fact) => fact.occasion === "unknown_task");
  if (unknownTask.some((fact) => names(words, fact))) return true;
  const isOtherwiseKnown = sameStatus.some((fact) => fact.occasion !== "unknown_task" && names(words, fact));
  return httpStatus === 404 && words.isEnvelope && !isOtherwiseKnown;
}

// Some answers repeat the HTTP status as their code, which says nothing: then the type decides.
function names({ code, type }: ErrorWords, fact: ErrorFact): boolean {
  if (code === String(fact.code)) return true;
  return (code === undefined || code === String(fact.httpStatus)) && type !== undefined && type === fact.type;
}
