import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { JsonValue, StoryboardVerdict } from "@shotlist/schema";
import {
  collectRules,
  strictness,
  withoutWords,
  type CompiledMessage,
  type CompiledValidator,
} from "@shotlist/schema/own";
import { expandReferences, type MessageSchema } from "@shotlist/schema/schemas";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";

/** The files of a format's folder that hold data, by the name of each. */
export type DataFile = "facts" | "contract" | "fixtures" | "request";

export type ShapeCheck = (value: unknown) => StoryboardVerdict;

/** Validators of the data files, from the schema that is published for editors. */
export async function loadShapeChecks(): Promise<(file: DataFile) => ShapeCheck> {
  const path = fileURLToPath(import.meta.resolve("@shotlist/schema/own-format.schema.json"));
  const schema: unknown = JSON.parse(await readFile(path, "utf8"));
  if (typeof schema !== "object" || schema === null) throw new Error(`${path} is not a schema`);
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true }).addSchema(schema, "files");
  return (file) => {
    const validate = ajv.getSchema(`files#/definitions/OwnFormatFiles/properties/${file}`);
    if (validate === undefined) throw new Error(`there is no schema of ${file}`);
    return (value) => (validate(value) === true ? { ok: true } : { ok: false, errors: nearest(validate.errors ?? []) });
  };
}

type Errors = NonNullable<NonNullable<ReturnType<Ajv["getSchema"]>>["errors"]>;

/** What is wrong in words. What the branches of an alternative say while one is looked for is left out. */
function nearest(errors: Errors): Extract<StoryboardVerdict, { readonly ok: false }>["errors"] {
  const outer = errors.filter(({ schemaPath }) => !/\/anyOf\/\d/u.test(schemaPath));
  return (outer.length === 0 ? errors : outer).map(({ instancePath, keyword, params, message = "", parentSchema }) => {
    const known: unknown = parentSchema?.["properties"];
    const allowed = typeof known === "object" && known !== null ? { allowedProperties: Object.keys(known) } : {};
    const values = keyword === "enum" ? `: ${listed(params["allowedValues"])}` : "";
    return { path: instancePath, keyword, params: { ...params, ...allowed }, message: `this ${message}${values}` };
  });
}

function listed(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(", ") : "";
}

/** A schema with its rules and a validator, as those of the built-in formats are made ahead of time. Throws where it cannot be one. */
export function compileMessage(written: JsonValue): {
  readonly schema: MessageSchema;
  readonly compiled: CompiledMessage;
} {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the compiler's strict mode checks the shape
  const schema = expandReferences(written as MessageSchema);
  const rules = collectRules(schema);
  const ajv = new Ajv2020({ ...strictness, allErrors: true, messages: false });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its errors keep no schema, which its type does not know
  const validate = ajv.compile(withoutWords(schema)) as CompiledValidator;
  return { schema, compiled: { validate, rules } };
}
