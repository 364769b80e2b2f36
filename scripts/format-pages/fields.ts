import type { JsonValue, Provenance } from "@shotlist/schema";
import type { MessageSchema } from "@shotlist/schema/schemas";
import { code, jsonCode, table } from "./markdown.ts";
import type { Sources } from "./sources.ts";
import { counted } from "./units.ts";

interface Field {
  /** As rules name it: `metadata.ratio`, `content[text].text`. */
  readonly label: string;
  readonly schema: MessageSchema;
  readonly isRequired: boolean;
  readonly provenance: Provenance;
}

/** A table of every field of a message. */
export function fieldTable(root: MessageSchema, sources: Sources): string {
  const rows = fieldsOf(root).map(({ label, schema, isRequired, provenance }) => [
    code(label),
    typeOf(schema),
    isRequired ? "yes" : "",
    valuesOf(schema),
    schema.description ?? "",
    sources.mark(provenance, code(label)),
  ]);
  return table(["field", "type", "required", "values", "what it is", "source"], rows);
}

/** Every field of a message, outer ones first. */
function fieldsOf(root: MessageSchema): readonly Field[] {
  const found: Field[] = [];
  const seen = new Set<string>();

  function visit(schema: MessageSchema, label: string, outer: Provenance): void {
    const provenance = schema["x-provenance"] ?? outer;
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const path = label === "" ? name : `${label}.${name}`;
      add({ label: path, schema: property, isRequired: schema.required?.includes(name) ?? false, outer: provenance });
    }
    if (typeof schema.additionalProperties === "object") visit(schema.additionalProperties, `${label}.*`, provenance);
    if (schema.items !== undefined) visit(schema.items, `${label}[]`, provenance);
    for (const branch of schema.allOf ?? []) if (branch["x-rule"] === undefined) visit(branch, label, provenance);
    const tag = schema.discriminator?.propertyName;
    for (const branch of schema.oneOf ?? schema.anyOf ?? []) {
      const value = tag === undefined ? undefined : branch.properties?.[tag]?.const;
      const name = typeof value === "string" ? `${label.replace(/\[\]$/, "")}[${value}]` : label;
      visit(branch, name, provenance);
    }
  }

  function add(field: Omit<Field, "provenance"> & { readonly outer: Provenance }): void {
    const { outer, ...rest } = field;
    const provenance = rest.schema["x-provenance"] ?? outer;
    if (!seen.has(rest.label)) {
      seen.add(rest.label);
      found.push({ ...rest, provenance });
    }
    visit(rest.schema, rest.label, provenance);
  }

  visit(root, "", root["x-provenance"] ?? { grade: "assumed" });
  return found;
}

function typeOf(schema: MessageSchema): string {
  if (isRefused(schema)) return "refused";
  return [...new Set(typesOf(schema))].filter((type) => type !== "null").join(" or ");
}

function typesOf({ type, oneOf, anyOf, const: constant, enum: values, items }: MessageSchema): readonly string[] {
  if (type === "array" && items !== undefined) return [`list of ${plural(typeOf(items))}`];
  if (type !== undefined) return typeof type === "string" ? [type] : type;
  const branches = oneOf ?? anyOf;
  if (branches !== undefined) return branches.flatMap(typesOf);
  const examples = constant === undefined ? (values ?? []) : [constant];
  return examples.map((value) => (value === null ? "null" : typeof value));
}

function plural(type: string): string {
  return type === ""
    ? "anything"
    : type
        .split(" or ")
        .map((word) => (word.includes(" ") ? word : `${word}s`))
        .join(" or ");
}

/** Whether no value is allowed here. */
function isRefused({ not }: MessageSchema): boolean {
  return not !== undefined && Object.keys(not).length === 0;
}

/** Bounds, words, default and an example of a field. */
function valuesOf(schema: MessageSchema): string {
  const limits = limitsOf(schema);
  const example = limits.length === 0 && schema.default === undefined ? schema.examples?.[0] : undefined;
  return [
    ...limits,
    ...(schema.default === undefined ? [] : [`default ${jsonCode(schema.default)}`]),
    ...(example === undefined ? [] : [`such as ${jsonCode(example)}`]),
  ].join("; ");
}

function limitsOf(schema: MessageSchema): readonly string[] {
  if (schema.const !== undefined) return [jsonCode(schema.const)];
  const limits: string[] = [];
  if (schema.enum !== undefined) limits.push(wordsOf(schema.enum));
  const range = rangeOf(schema.minimum, schema.maximum);
  if (range !== undefined) limits.push(range);
  if (schema.exclusiveMinimum !== undefined) limits.push(`more than ${schema.exclusiveMinimum}`);
  if (schema.multipleOf !== undefined) {
    limits.push(schema.multipleOf === 1 ? "whole numbers" : `multiples of ${schema.multipleOf}`);
  }
  const length = rangeOf(schema.minLength, schema.maxLength);
  if (length !== undefined) limits.push(`${length} characters`);
  const items = rangeOf(schema.minItems, schema.maxItems);
  if (items !== undefined) limits.push(`${items} items`);
  if (schema.minProperties !== undefined) limits.push(`at least ${counted(schema.minProperties, "key")}`);
  if (schema.pattern !== undefined)
    limits.push(schema.patternErrorMessage?.replace(/^this must be /, "") ?? code(schema.pattern));
  return limits;
}

function wordsOf(values: readonly JsonValue[]): string {
  return values
    .filter((value) => value !== null)
    .map(jsonCode)
    .join(", ");
}

function rangeOf(least: number | undefined, most: number | undefined): string | undefined {
  if (least !== undefined && most !== undefined) return least === most ? `${least}` : `${least} to ${most}`;
  if (least !== undefined) return `at least ${least}`;
  return most === undefined ? undefined : `at most ${most}`;
}
