import { factsOf } from "@shotlist/schema";
import type { ErrorFact, ErrorOccasion, FormatRef, Provenance } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import type { Answer } from "../answer/exchange.ts";
import { findAt } from "../answer/pointer.ts";
import { checkMessage } from "./check-message.ts";
import { describe } from "./describe.ts";
import type { Finding } from "./finding.ts";
import { levelOf } from "./level-of.ts";

/** What is right about any client error where nothing more is known. */
const assumed: Provenance = { grade: "assumed" };

/** Whether an answer refuses a request: a client error, or whatever the format answers on any of these occasions. */
export function isRefusal(format: FormatRef, status: number, occasions: readonly ErrorOccasion[]): boolean {
  // 408 and 429 say that the request was not judged at all.
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) return true;
  return factsOf(format).errors.some(
    ({ occasion, httpStatus }) => httpStatus === status && occasions.includes(occasion),
  );
}

/** Holds a refusal against what the format documents for any of the occasions: status, code and envelope. */
export function checkRefusal(
  format: FormatRef,
  answer: Exclude<Answer, { readonly kind: "none" }>,
  occasions: readonly ErrorOccasion[],
): readonly Finding[] {
  const envelope = checkEnvelope(format, answer);
  const known = factsOf(format).errors.filter(({ occasion }) => occasions.includes(occasion));
  const firm = known.filter(({ provenance }) => provenance.grade !== "assumed");
  // What is only assumed of an answer cannot be an error.
  if (firm.length === 0 || firm.length < known.length) return envelope;
  return [...envelope, ...checkStatusAndCode(format, answer, firm)];
}

function checkEnvelope(format: FormatRef, answer: Exclude<Answer, { readonly kind: "none" }>): readonly Finding[] {
  if (answer.kind === "json") return checkMessage(format, "error.response", answer.body);
  return [
    {
      rule: "error: JSON",
      level: "reject",
      path: "",
      seen: describe(answer.start),
      allowed: "a JSON body that describes the error",
      message: "an error must be JSON",
      provenance: assumed,
    },
  ];
}

function checkStatusAndCode(
  format: FormatRef,
  answer: Exclude<Answer, { readonly kind: "none" }>,
  known: readonly ErrorFact[],
): readonly Finding[] {
  const { occasion, provenance } = known[0] ?? { occasion: "invalid_request", provenance: assumed };
  const about = { level: levelOf(provenance), provenance } as const;
  const sameStatus = known.filter(({ httpStatus }) => httpStatus === answer.status);
  const codes = sameStatus.flatMap(({ code, byRule = [] }) => [code, ...byRule.map((own) => own.code)].map(String));
  if (sameStatus.length === 0) {
    const allowed = list(known.map(({ httpStatus }) => `HTTP ${httpStatus}`));
    const message = `this refusal should be ${allowed}`;
    return [{ rule: `error ${occasion}: status`, ...about, path: "", seen: `HTTP ${answer.status}`, allowed, message }];
  }
  const { errorCode } = contractOf(format).places;
  if (errorCode === undefined || answer.kind !== "json") return [];
  const found = findAt(answer.body, errorCode);
  // A fact without a code says that the code is left empty, or left out.
  if (sameStatus.some(({ code }) => code === "")) return [];
  const seen = typeof found?.value === "string" || typeof found?.value === "number" ? String(found.value) : undefined;
  // Some vendors narrow a code down with a field's name behind a dot.
  if (codes.some((code) => seen === code || seen?.startsWith(`${code}.`) === true)) return [];
  const allowed = list(codes);
  const path = found?.path ?? errorCode[0] ?? "";
  const message = `the code of this refusal should be ${allowed}`;
  return [{ rule: `error ${occasion}: code`, ...about, path, seen: describe(found?.value), allowed, message }];
}

function list(words: readonly string[]): string {
  return [...new Set(words)].join(" or ");
}
