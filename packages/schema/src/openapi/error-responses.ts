import type { AnswerPlaces } from "../contract/contract.ts";
import type { ErrorFact, ErrorOccasion, OperationName } from "../facts/facts.ts";
import type { JsonValue } from "../json/json.ts";
import { referenceTo, type OpenApiExample, type OpenApiResponse } from "./open-api-document.ts";

/** The calls that can meet an occasion; a record, so that the compiler proves the list complete. */
const callsWith: Readonly<Record<ErrorOccasion, "every" | "with a task id" | readonly OperationName[]>> = {
  bad_key: "every",
  no_key: "every",
  forbidden: "every",
  rate_limited: "every",
  server_error: "every",
  overloaded: "every",
  invalid_request: ["submit"],
  malformed_json: ["submit"],
  too_large: ["submit"],
  unknown_model: ["submit"],
  no_balance: ["submit"],
  content_policy: ["submit"],
  unknown_task: "with a task id",
  cannot_cancel: ["cancel"],
  // Where a path is unknown there is no operation to document.
  unknown_path: [],
};

/** The known refusals of one call by HTTP status, each occasion as an example. */
export function errorResponses(
  errors: readonly ErrorFact[],
  {
    operation,
    path,
    places,
  }: { readonly operation: OperationName; readonly path: string; readonly places: AnswerPlaces },
): { readonly [status: string]: OpenApiResponse } {
  const responses: Record<string, OpenApiResponse> = {};
  for (const error of errors) {
    const calls = callsWith[error.occasion];
    const applies =
      calls === "every" || (calls === "with a task id" ? path.includes("{id}") : calls.includes(operation));
    if (!applies) continue;
    const before = responses[error.httpStatus];
    const example: OpenApiExample = {
      summary: error.occasion.replaceAll("_", " "),
      value: errorBody(error, places),
      "x-provenance": error.provenance,
    };
    responses[error.httpStatus] = {
      description: before === undefined ? error.message : `${before.description} Or: ${error.message}`,
      content: {
        "application/json": {
          schema: referenceTo("error.response"),
          examples: { ...before?.content?.["application/json"]?.examples, [error.occasion]: example },
        },
      },
    };
  }
  return responses;
}

function errorBody({ code, type, message }: ErrorFact, { errorCode, errorMessage }: AnswerPlaces): JsonValue {
  const messagePlace = errorMessage[0] ?? "/error/message";
  let body = put({}, messagePlace, message);
  if (errorCode?.[0] !== undefined) body = put(body, errorCode[0], code);
  return type === undefined ? body : put(body, messagePlace.replace(/[^/]+$/, "type"), type);
}

/** A copy of an object with a value at a pointer made of plain names. */
function put(body: JsonValue, pointer: string, value: JsonValue): JsonValue {
  const [, name, ...below] = pointer.split("/");
  if (name === undefined) return value;
  const members: object = typeof body === "object" && body !== null ? body : {};
  const member: JsonValue = Reflect.get(members, name) ?? {};
  return { ...members, [name]: put(member, ["", ...below].join("/"), value) };
}
