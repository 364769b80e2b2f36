import type { KeywordError, PhrasedSchema } from "../validation/compiled.ts";
import type { StoryboardError } from "./storyboard-verdict.ts";

/** Says in words what a validator found: one error per place and cause. */
export function explainStoryboardErrors(found: readonly KeywordError[]): readonly StoryboardError[] {
  const errors: StoryboardError[] = [];
  const said = new Set<string>();
  for (const { instancePath, keyword, params, parentSchema = {} } of withoutInnerTries(found)) {
    const message = phrase(keyword, parentSchema) ?? describe(keyword, params);
    const identity = `${instancePath}\n${message}`;
    if (said.has(identity)) continue;
    said.add(identity);
    const allowedProperties = keyword === "additionalProperties" ? allowedKeys(parentSchema) : undefined;
    errors.push({
      path: instancePath,
      keyword,
      params: allowedProperties === undefined ? params : { ...params, allowedProperties },
      message,
    });
  }
  return errors;
}

/** What the schema itself says of a keyword that did not hold. */
function phrase(keyword: string, { errorMessage, patternErrorMessage }: PhrasedSchema): string | undefined {
  if (keyword === "pattern" || keyword === "type") return patternErrorMessage;
  // These two name the culprit better than a phrase for the whole could.
  return keyword === "additionalProperties" || keyword === "required" ? undefined : errorMessage;
}

function allowedKeys({ properties = {} }: PhrasedSchema): readonly string[] {
  return Object.entries(properties)
    .filter(([, property]) => property.not === undefined)
    .map(([name]) => name);
}

/** Drops what the branches of an `anyOf` said while it looked for one that holds. */
function withoutInnerTries(found: readonly KeywordError[]): readonly KeywordError[] {
  const failed = found.filter(({ keyword }) => keyword === "anyOf").map(({ instancePath }) => instancePath);
  const isTry = ({ keyword, schemaPath, instancePath }: KeywordError): boolean =>
    keyword !== "anyOf" &&
    (schemaPath.includes("/anyOf/") || failed.some((at) => at !== "" && `${instancePath}/`.startsWith(`${at}/`)));
  return found.filter((error) => !isTry(error));
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
