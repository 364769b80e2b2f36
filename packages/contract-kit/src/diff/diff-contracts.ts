import { assertOptions, isJsonObject } from "@shotlist/schema";
import type { JsonObject, JsonValue } from "@shotlist/schema";
import type { ChangeLabel, ContractChange, Direction } from "./change.ts";
import { compareOpenApi } from "./compare-open-api.ts";
import { compareSchemas } from "./compare-schemas.ts";

/** Thrown for a document that is neither OpenAPI nor a JSON Schema, or not of the same kind as the other one. */
export class ContractUnreadableError extends Error {
  override readonly name = "ContractUnreadableError";
  readonly code = "contract_unreadable";
}

/** How two versions of a contract differ. */
export interface ContractDiff {
  /** No change is breaking. */
  readonly ok: boolean;
  readonly totals: { readonly [label in ChangeLabel]: number };
  /** Breaking ones first. */
  readonly changes: readonly ContractChange[];
}

export interface DiffOptions {
  /** What the message is called in the report; of JSON Schemas alone. */
  readonly name?: string;
  /** Who writes the message; of JSON Schemas alone. By default the name says it (`.request`, `.response`), if it can. */
  readonly direction?: Direction;
}

/**
 * Compares two OpenAPI documents (3.x), or two versions of a JSON Schema. Every change gets a label; a change is
 * breaking unless it is proved to be compatible for a client of the older version.
 */
export function diffContracts(before: JsonValue, after: JsonValue, options: DiffOptions = {}): ContractDiff {
  assertOptions<DiffOptions>("diffContracts", options, { name: "text", direction: "text" });
  const { name = "message", direction = directionOf(name) } = options;
  const [was, is] = [kindOf(before, "the older document"), kindOf(after, "the newer document")];
  if (was.kind !== is.kind) {
    throw new ContractUnreadableError(`one document is ${titles[was.kind]}, the other is ${titles[is.kind]}`);
  }
  if (was.kind === "openapi") return toDiff(compareOpenApi(was.document, is.document));
  const [old, current] = [was.document, is.document];
  return toDiff(
    compareSchemas({ schema: old, root: old }, { schema: current, root: current }, { where: name, direction }),
  );
}

/** Joins several diffs into one, such as those of all messages of a format. */
export function joinDiffs(diffs: readonly ContractDiff[]): ContractDiff {
  return toDiff(diffs.flatMap(({ changes }) => changes));
}

/** A message that only one of two versions has. */
export function diffOfMissing(name: string, missing: "before" | "after"): ContractDiff {
  const where = { where: name, path: "" };
  return toDiff([
    missing === "after"
      ? { label: "breaking", ...where, change: "message removed" }
      : { label: "compatible", ...where, change: "message added" },
  ]);
}

const schemaKeywords: ReadonlySet<string> = new Set(
  "$schema $ref $defs type properties items allOf anyOf oneOf not if contains enum const".split(" "),
);
const order: readonly ChangeLabel[] = ["breaking", "compatible", "annotation"];
const titles = { openapi: "OpenAPI", schema: "a JSON Schema" } as const;

function toDiff(found: readonly ContractChange[]): ContractDiff {
  const changes = found.toSorted((left, right) => order.indexOf(left.label) - order.indexOf(right.label));
  const count = (label: ChangeLabel): number => changes.filter((change) => change.label === label).length;
  const totals = { breaking: count("breaking"), compatible: count("compatible"), annotation: count("annotation") };
  return { ok: totals.breaking === 0, totals, changes };
}

function kindOf(
  document: JsonValue,
  which: string,
): { readonly kind: "openapi" | "schema"; readonly document: JsonObject } {
  if (!isJsonObject(document)) throw new ContractUnreadableError(`${which} is neither OpenAPI nor a JSON Schema`);
  const { openapi, swagger } = document;
  if (typeof openapi === "string" && openapi.startsWith("3.")) return { kind: "openapi", document };
  if (openapi !== undefined || swagger !== undefined) {
    throw new ContractUnreadableError(`${which} has an unsupported version of OpenAPI: only 3.x is supported`);
  }
  const isSchema = Object.keys(document).some((keyword) => schemaKeywords.has(keyword));
  if (!isSchema) throw new ContractUnreadableError(`${which} is neither OpenAPI nor a JSON Schema`);
  return { kind: "schema", document };
}

/** A client writes requests and reads answers; a call back is a request that it reads. */
function directionOf(name: string): Direction {
  if (/webhook|callback/i.test(name)) return "received";
  if (/request/i.test(name)) return "sent";
  return /response/i.test(name) ? "received" : "either";
}
