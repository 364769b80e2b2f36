import { compile } from "json-schema-to-typescript";
import { listedValues } from "../src/rules/listed-values.ts";
import type { MessageSchema } from "../src/rules/message-schema.ts";

/** Writes the TypeScript type of a schema whose references are expanded. */
export async function generateType(schema: MessageSchema, name: string): Promise<string> {
  const text = await compile(toTypeSchema(schema), name, {
    bannerComment: "",
    ignoreMinAndMaxItems: true,
    additionalProperties: true,
    declareExternallyReferenced: true,
    style: { printWidth: 120 },
  });
  return text.trim();
}

/** Keeps what shapes a type. Bounds and named rules would turn into meaningless intersections. */
function toTypeSchema(schema: MessageSchema): object {
  if (schema.not !== undefined && Object.keys(schema.not).length === 0) {
    return { description: schema.description, tsType: "never" };
  }
  const { title: _title, items, properties, oneOf, type, required, description } = schema;
  const shape: Record<string, unknown> = { type, required, description };
  const listed = listedValues(schema);
  if (listed !== undefined) shape["enum"] = listed;
  if (schema.const !== undefined) shape["const"] = schema.const;
  if (schema.additionalProperties !== undefined) shape["additionalProperties"] = schema.additionalProperties;
  if (items !== undefined) shape["items"] = toTypeSchema(items);
  if (properties !== undefined) {
    shape["properties"] = Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, toTypeSchema(property)]),
    );
  }
  if (oneOf !== undefined) {
    delete shape["type"];
    delete shape["required"];
    shape["oneOf"] = oneOf.map((branch) =>
      toTypeSchema({ ...branch, type: "object", required: [...(required ?? []), ...(branch.required ?? [])] }),
    );
  }
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined));
}
