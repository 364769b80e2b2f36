import type { KeywordError } from "../validation/compiled.ts";
import type { StoryboardError } from "./storyboard-verdict.ts";

/** What a validator's findings need beside them; generated from the schema. */
export interface StoryboardPhrases {
  /** Subschema → what to say when it does not hold, whatever in it was the cause. */
  readonly whole: { readonly [schemaPath: string]: string };
  /** `pattern` or `type` → what to say when a text has not the form asked for. */
  readonly patterns: { readonly [schemaPath: string]: string };
  /** Closed object → the keys that it may have. */
  readonly keys: { readonly [schemaPath: string]: readonly string[] };
}

/** Says in words what a validator found: one error per place and cause. */
export function explainStoryboardErrors(
  found: readonly KeywordError[],
  phrases: StoryboardPhrases,
): readonly StoryboardError[] {
  const errors: StoryboardError[] = [];
  const said = new Set<string>();
  const wholes = Object.entries(phrases.whole);
  for (const { schemaPath, instancePath, keyword, params } of withoutInnerTries(found, Object.keys(phrases.whole))) {
    const whole = wholes.find(([at]) => isOwn(schemaPath, at) && !EXACT.has(keyword));
    const message = whole?.[1] ?? phrases.patterns[schemaPath] ?? describe(keyword, params);
    const identity = `${instancePath}\n${message}`;
    if (said.has(identity)) continue;
    said.add(identity);
    const allowed = phrases.keys[schemaPath];
    errors.push({
      path: instancePath,
      keyword,
      params: allowed === undefined ? params : { ...params, allowedProperties: allowed },
      message,
    });
  }
  return errors;
}

/** These name the culprit better than a phrase for the whole could. */
const EXACT = new Set(["additionalProperties", "required", "type"]);

function isOwn(schemaPath: string, at: string): boolean {
  return schemaPath.startsWith(`${at}/`) && !schemaPath.slice(at.length + 1).includes("/");
}

/** Drops what the branches of an `anyOf` said while it looked for one that holds. */
function withoutInnerTries(found: readonly KeywordError[], wholes: readonly string[]): readonly KeywordError[] {
  return found.filter(({ schemaPath }) => !wholes.some((at) => schemaPath.startsWith(`${at}/anyOf/`)));
}

function describe(keyword: string, params: KeywordError["params"]): string {
  switch (keyword) {
    case "additionalProperties":
      return `unknown key ${String(params["additionalProperty"])}`;
    case "required":
      return `${String(params["missingProperty"])} is missing`;
    case "type":
      return `this must be ${TYPES[String(params["type"])] ?? describeTypes(params["type"])}`;
    case "const":
      return `this must be ${JSON.stringify(params["allowedValue"])}`;
    case "minLength":
      return "this must not be empty";
    case "minItems":
    case "minProperties":
      return "this must have at least one entry";
    case "maxLength":
      return `this must have at most ${String(params["limit"])} characters`;
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
      return `this must be ${String(params["comparison"])} ${String(params["limit"])}`;
    default:
      return `this does not satisfy ${keyword}`;
  }
}

const TYPES: { readonly [type: string]: string | undefined } = {
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  object: "a mapping",
  array: "a list",
};

function describeTypes(types: unknown): string {
  return (Array.isArray(types) ? types : [types]).map((type) => TYPES[String(type)] ?? String(type)).join(" or ");
}
