import type { MessageSchema } from "./message-schema.ts";

const NESTED = ["items", "contains", "not", "if", "then", "else"] as const;
const MAPS = ["properties", "patternProperties", "$defs"] as const;
const LISTS = ["allOf", "anyOf", "oneOf"] as const;

/** Rewrites a schema and every schema in it, the innermost first. */
export function mapSchemas(schema: MessageSchema, change: (schema: MessageSchema) => MessageSchema): MessageSchema {
  const mapped: { -readonly [keyword in keyof MessageSchema]: MessageSchema[keyword] } = { ...schema };
  for (const keyword of NESTED) {
    const nested = schema[keyword];
    if (nested !== undefined) mapped[keyword] = mapSchemas(nested, change);
  }
  for (const keyword of LISTS) {
    const branches = schema[keyword];
    if (branches !== undefined) mapped[keyword] = branches.map((branch) => mapSchemas(branch, change));
  }
  for (const keyword of MAPS) {
    const members = schema[keyword];
    if (members === undefined) continue;
    mapped[keyword] = Object.fromEntries(
      Object.entries(members).map(([name, member]) => [name, mapSchemas(member, change)]),
    );
  }
  if (typeof schema.additionalProperties === "object") {
    mapped.additionalProperties = mapSchemas(schema.additionalProperties, change);
  }
  return change(mapped);
}
