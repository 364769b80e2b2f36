import { isJsonObject, type JsonObject, type JsonValue } from "@shotlist/schema";
import type { Ajv2020, ValidateFunction } from "ajv/dist/2020.js";
import type { TraceEntry } from "../trace/trace.ts";
import { ContractUnreadableError } from "./diff-contracts.ts";
import { objectOf, pointedAt } from "./json.ts";

/** A recorded call that the older document accepts and the newer one does not. */
export interface RefusedCall {
  /** Its place in the recording, from 0. */
  readonly entry: number;
  /** The operation, such as `POST /v1/videos`. */
  readonly where: string;
  /** Why, a sentence for each broken statement. */
  readonly reasons: readonly string[];
}

/** What recorded clients would get. */
export interface ConsumerReport {
  /** Calls that the older document knows. */
  readonly judged: number;
  readonly refused: readonly RefusedCall[];
}

/**
 * Checks the requests of a recording against two OpenAPI documents, and names those that only the older one accepts.
 */
export async function checkConsumers(
  before: JsonValue,
  after: JsonValue,
  entries: readonly TraceEntry[],
): Promise<ConsumerReport> {
  const [old, current] = [await createJudge(before), await createJudge(after)];
  let judged = 0;
  const refused = entries.flatMap((entry, place): readonly RefusedCall[] => {
    const known = old(entry);
    if (known === undefined) return [];
    judged += 1;
    // What was wrong before is nobody's promise.
    if (known.reasons.length > 0) return [];
    const reasons = current(entry)?.reasons ?? ["the operation is gone"];
    return reasons.length === 0 ? [] : [{ entry: place, where: known.where, reasons }];
  });
  return { judged, refused };
}

/** Says what a document has against a call; undefined for a call that it does not know. */
type Judge = (entry: TraceEntry) => { readonly where: string; readonly reasons: readonly string[] } | undefined;

interface KnownOperation {
  readonly where: string;
  readonly method: string;
  readonly matcher: RegExp;
  /** The pointer to what the operation says of itself. */
  readonly pointer: string;
}

async function createJudge(document: JsonValue): Promise<Judge> {
  if (!isJsonObject(document) || typeof document["openapi"] !== "string") {
    throw new ContractUnreadableError("recorded calls can only be checked against OpenAPI documents");
  }
  const operations = operationsOf(document);
  // Loaded here alone: nothing else of the package needs it.
  const { Ajv2020: Validator } = await import("ajv/dist/2020.js");
  const ajv = new Validator({ strict: false, allErrors: true, validateFormats: false, validateSchema: false });
  ajv.addSchema(document, "document");
  const validators = new Map<string, ValidateFunction | undefined>();
  return ({ method, url, request }) => {
    const { pathname } = new URL(url, "http://trace.invalid");
    const found = operations.find((one) => one.method === method.toUpperCase() && one.matcher.test(pathname));
    if (found === undefined) return undefined;
    const { where, pointer } = found;
    if (!validators.has(pointer)) validators.set(pointer, compileBody(ajv, document, pointer));
    const validate = validators.get(pointer);
    if (validate === undefined || request === undefined || validate(request)) return { where, reasons: [] };
    return { where, reasons: [...new Set((validate.errors ?? []).map(describe))] };
  };
}

function describe({ instancePath, message = "is wrong" }: { instancePath: string; message?: string }): string {
  return `${instancePath === "" ? "the body" : instancePath} ${message}`;
}

const methods: ReadonlySet<string> = new Set("get put post delete options head patch trace".split(" "));

function operationsOf(document: JsonObject): readonly KnownOperation[] {
  const known = Object.entries(objectOf(document["paths"])).flatMap(([path, item]) =>
    Object.keys(objectOf(item))
      .filter((method) => methods.has(method))
      .map((method) => ({
        where: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        matcher: matcherOf(path),
        pointer: `#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method}`,
      })),
  );
  // The longest path is the most telling one.
  return known.toSorted((left, right) => right.pointer.length - left.pointer.length);
}

/** A gateway may put something of its own in front of a path. */
function matcherOf(path: string): RegExp {
  const parts = path.split(/\{[^}]*\}/).map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  return new RegExp(`${parts.join("[^/]+")}$`);
}

function compileBody(ajv: Ajv2020, document: JsonObject, operation: string): ValidateFunction | undefined {
  const body = objectOf(pointedAt(document, operation))["requestBody"];
  const reference = objectOf(body)["$ref"];
  const pointer = typeof reference === "string" ? reference : `${operation}/requestBody`;
  const schema = `${pointer}/content/application~1json/schema`;
  if (pointedAt(document, schema) === undefined) return undefined;
  try {
    return ajv.compile({ $ref: `document${encodeURI(schema)}` });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ContractUnreadableError(`the schema at ${schema} cannot be used: ${reason}`);
  }
}
