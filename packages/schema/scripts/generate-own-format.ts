import { fileURLToPath } from "node:url";
import { createGenerator, type Schema } from "ts-json-schema-generator";

/** Writes the JSON Schema of the files of a format's folder from the types that the built-in formats have. */
export function generateOwnFormat(): string {
  const schema = createGenerator({
    path: fileURLToPath(new URL("../src/own/own-format-files.ts", import.meta.url)),
    tsconfig: fileURLToPath(new URL("own-format.tsconfig.json", import.meta.url)),
    type: "OwnFormatFiles",
    skipTypeCheck: true,
    topRef: true,
  }).createSchema("OwnFormatFiles");
  return `${JSON.stringify(withoutPlaces(schema), undefined, 2)}\n`;
}

type Definitions = NonNullable<Schema["definitions"]>;

/** Types without a name are called after their place in the source, which moves: they go where they are referred to. */
function withoutPlaces(schema: Schema): unknown {
  const definitions = schema.definitions ?? {};
  const named = Object.entries(definitions).filter(([name]) => !isPlace(name));
  return inlined({ ...schema, definitions: Object.fromEntries(named) }, definitions);
}

function inlined(value: unknown, definitions: Definitions): unknown {
  if (Array.isArray(value)) return value.map((item) => inlined(item, definitions));
  if (typeof value !== "object" || value === null) return value;
  const reference: unknown = Reflect.get(value, "$ref");
  const name = typeof reference === "string" ? decodeURIComponent(reference.replace("#/definitions/", "")) : "";
  const { $ref: _, ...others }: { readonly $ref?: unknown } = value;
  if (isPlace(name)) return inlined({ ...others, ...asObject(definitions[name]) }, definitions);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inlined(one, definitions)]));
}

function isPlace(name: string): boolean {
  return /(?:structure|def-alias)-/u.test(name);
}

function asObject(definition: Definitions[string] | undefined): object {
  if (typeof definition !== "object") throw new Error("a type refers to a definition that is not there");
  return definition;
}
