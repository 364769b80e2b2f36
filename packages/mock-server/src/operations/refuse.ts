import { type ErrorOccasion, type FormatFacts, isJsonObject, type MessageError, present } from "@shotlist/schema";
import type { MountedFormat } from "../formats/mount.ts";
import type { Refusal } from "../vendor/vendor.ts";
import { jsonAnswer } from "../http/message.ts";
import type { MockAnswer } from "../http/message.ts";

/** What every HTTP service answers where a format's facts say nothing. */
const undocumented: Readonly<Record<ErrorOccasion, { readonly httpStatus: number; readonly message: string }>> = {
  no_key: { httpStatus: 401, message: "The Authorization header is missing or is not a bearer key" },
  bad_key: { httpStatus: 401, message: "The API key is not valid" },
  invalid_request: { httpStatus: 400, message: "The request is not valid" },
  malformed_json: { httpStatus: 400, message: "The body is not valid JSON" },
  too_large: { httpStatus: 413, message: "The body is too large" },
  unknown_model: { httpStatus: 400, message: "The model was not found" },
  unknown_task: { httpStatus: 404, message: "The task was not found" },
  unknown_path: { httpStatus: 404, message: "The path was not found" },
  no_balance: { httpStatus: 402, message: "The balance is too low" },
  forbidden: { httpStatus: 403, message: "Access denied" },
  content_policy: { httpStatus: 400, message: "The content policy forbids this" },
  rate_limited: { httpStatus: 429, message: "Too many requests" },
  cannot_cancel: { httpStatus: 409, message: "The task cannot be cancelled in its current status" },
  server_error: { httpStatus: 500, message: "Internal error" },
  overloaded: { httpStatus: 503, message: "The service is overloaded" },
};

/** The kin of an occasion whose documented answer serves where its own is not documented. */
const kin: Readonly<Partial<Record<ErrorOccasion, ErrorOccasion>>> = {
  no_key: "bad_key",
  bad_key: "no_key",
  malformed_json: "invalid_request",
  unknown_model: "invalid_request",
  content_policy: "invalid_request",
  overloaded: "server_error",
};

export interface RefusalDetail {
  /** Replaces the documented message. */
  readonly message?: string;
  readonly field?: string;
  /** The rule of the format that the body breaks first, which may have its own code. */
  readonly rule?: string;
}

/** The documented refusal for an occasion. */
export function refuse(facts: FormatFacts, occasion: ErrorOccasion, detail: RefusalDetail = {}): Refusal {
  const fact = findError(facts, occasion) ?? findError(facts, kin[occasion]);
  const own = fact?.byRule?.find(({ rules }) => detail.rule !== undefined && rules.includes(detail.rule));
  return {
    occasion,
    httpStatus: fact?.httpStatus ?? undocumented[occasion].httpStatus,
    code: own?.code ?? fact?.code ?? occasion,
    type: fact?.type,
    message: detail.message ?? fact?.message ?? undocumented[occasion].message,
    field: detail.field,
  };
}

const mostRulesNamed = 5;

/** The refusal of a body that breaks rules of the format: names each field and rule. */
export function refuseBody(
  { facts, vendor }: Pick<MountedFormat, "facts" | "vendor">,
  errors: readonly MessageError[],
  body?: unknown,
): Refusal {
  const [first] = errors;
  const wordsOf = (rule: string) => (isJsonObject(body) ? vendor.refusalWords?.(rule, body, facts) : undefined);
  const field = first === undefined ? undefined : (fieldName(first.path) ?? wordsOf(first.rule)?.field);
  const named = errors.slice(0, mostRulesNamed).map(({ message, path, rule }) => {
    const name = fieldName(path);
    return `${wordsOf(rule)?.message ?? message} (${name === undefined ? "" : `field ${name}, `}rule ${rule})`;
  });
  const rest = errors.length - named.length;
  const message = `${named.join("; ")}${rest > 0 ? `; and ${rest} more` : ""}`;
  const occasion = field === "model" && first?.rule.endsWith(".enum") === true ? "unknown_model" : "invalid_request";
  return refuse(facts, occasion, {
    message,
    ...present({ field, rule: first?.rule }),
  });
}

/** `/content/0/image_url` as vendors write it: `content[0].image_url`. */
function fieldName(pointer: string): string | undefined {
  const steps = pointer.split("/").slice(1);
  if (steps.length === 0) return undefined;
  return steps
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : `${index === 0 ? "" : "."}${step}`))
    .join("");
}

/** A refusal in the vendor's own envelope. */
export function refusalAnswer(format: MountedFormat | undefined, refusal: Refusal): MockAnswer {
  if (format === undefined) throw new Error(`no format to refuse ${refusal.occasion} in`);
  return jsonAnswer(refusal.httpStatus, format.vendor.errorAnswer(refusal), refusal.headers);
}

function findError(facts: FormatFacts, occasion: ErrorOccasion | undefined): FormatFacts["errors"][number] | undefined {
  return facts.errors.find((error) => error.occasion === occasion);
}
