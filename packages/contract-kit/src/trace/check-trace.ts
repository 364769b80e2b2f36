import { factsOf, validateMessage } from "@shotlist/schema";
import type { ErrorOccasion, FormatRef } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import type { Answer, Exchange } from "../answer/exchange.ts";
import { findAt } from "../answer/pointer.ts";
import { checkMessage } from "../check/check-message.ts";
import { checkRefusal } from "../check/check-refusal.ts";
import { describe } from "../check/describe.ts";
import type { Finding } from "../check/finding.ts";
import { levelOf } from "../check/level-of.ts";
import { createTraceOracle } from "../oracle/trace-oracle.ts";
import { toExchange } from "./to-exchange.ts";
import type { TraceEntry } from "./trace.ts";

/** A finding with the line of the trace that shows it, counted from 0. */
export interface TraceFinding extends Finding {
  readonly entry: number;
}

/** The result of checking a recorded session. */
export interface TraceReport {
  readonly format: FormatRef;
  /** Nothing departs from the format's own document. */
  readonly ok: boolean;
  readonly findings: readonly TraceFinding[];
  /** Calls that were judged. */
  readonly judged: number;
  /** Lines that are not a call of the format. */
  readonly foreign: number;
  /** Calls of the format whose answers were recorded without their bodies: nothing can be said about them. */
  readonly incomplete: number;
}

/** Checks a recorded session against the format: any client, any language, any timing. */
export function checkTrace(format: FormatRef, entries: readonly TraceEntry[]): TraceReport {
  const oracle = createTraceOracle(format);
  const findings: TraceFinding[] = [];
  let judged = 0;
  let incomplete = 0;
  for (const [place, entry] of entries.entries()) {
    const exchange = toExchange(format, entry);
    if (exchange === undefined) continue;
    if (entry.incomplete === true) {
      incomplete += 1;
      continue;
    }
    judged += 1;
    for (const finding of [...oracle.see(exchange), ...checkExchange(format, exchange)]) {
      findings.push({ ...finding, entry: place });
    }
  }
  const ok = findings.every(({ level }) => level === "advice");
  return { format, ok, findings, judged, foreign: entries.length - judged - incomplete, incomplete };
}

/** What can be said about an exchange by itself. */
function checkExchange(format: FormatRef, { operation, request, answer }: Exchange): readonly Finding[] {
  if (answer.kind === "none") return [];
  if (answer.status >= 400) return checkError(format, { answer, key: request.key });
  if (operation !== "submit") return [];
  return [...checkTaken(format, request), ...checkAccepted(format, answer)];
}

function checkAccepted(format: FormatRef, answer: Exclude<Answer, { readonly kind: "none" }>): readonly Finding[] {
  return checkMessage(format, "submit.response", answer.kind === "json" ? answer.body : undefined);
}

/** A body that was taken although the format refuses it, or a key that cannot have been one. */
function checkTaken(format: FormatRef, { body, key }: Exchange["request"]): readonly Finding[] {
  if (key === "absent") return [takenWithoutKey(format)];
  if (body === undefined) return [];
  const verdict = validateMessage(format, "submit.request", body);
  if (verdict.ok) return [];
  return verdict.errors.map(({ rule, level, path, message, provenance }) => ({
    rule: `submit.request: ${rule}`,
    level,
    path,
    seen: "the body was accepted",
    allowed: "a refusal",
    message,
    provenance,
  }));
}

function takenWithoutKey(format: FormatRef): Finding {
  const provenance = factsOf(format).operations.submit?.provenance ?? { grade: "assumed" };
  const words = {
    seen: "the body was accepted",
    allowed: "a refusal",
    message: "a submit without a key must be refused",
  };
  return { rule: "error: no_key", level: levelOf(provenance), path: "", provenance, ...words };
}

/** An error in whose words the occasion shows is checked against that occasion; any other only against the envelope. */
function checkError(
  format: FormatRef,
  {
    answer,
    key,
  }: { readonly answer: Exclude<Answer, { readonly kind: "none" }>; readonly key: Exchange["request"]["key"] },
): readonly Finding[] {
  // A gateway in front of the vendor speaks in its own words.
  if (answer.status >= 500) return [];
  if (key !== "valid") return checkRefusal(format, answer, [key === "absent" ? "no_key" : "bad_key"]);
  return checkRefusal(format, answer, occasionsOf(format, answer));
}

function occasionsOf(format: FormatRef, answer: Exclude<Answer, { readonly kind: "none" }>): readonly ErrorOccasion[] {
  if (answer.kind !== "json") return [];
  const code = findAt(answer.body, contractOf(format).places.errorCode)?.value;
  return factsOf(format)
    .errors.filter((error) => String(error.code) === describeCode(code))
    .map(({ occasion }) => occasion);
}

function describeCode(code: unknown): string {
  return typeof code === "string" ? code : describe(code);
}
