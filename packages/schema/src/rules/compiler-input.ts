import { mapSchemas } from "./map-schemas.ts";
import type { MessageSchema } from "./message-schema.ts";

/** How strictly a compiler reads schemas, whoever compiles them. */
export const strictness = { discriminator: true, strict: true, strictTypes: false, strictRequired: false } as const;

const ANNOTATIONS = ["x-provenance", "x-level", "x-rule", "x-closed", "x-since", "x-until", "x-example"];
const PROSE = ["$schema", "title", "description", "default", "examples", "doNotSuggest"];

/** A schema with only what a validator checks. */
export function withoutWords(schema: MessageSchema, alsoDropped: readonly string[] = []): MessageSchema {
  const dropped = new Set([...ANNOTATIONS, ...PROSE, ...alsoDropped]);
  return mapSchemas(schema, (inner) =>
    Object.fromEntries(Object.entries(inner).filter(([keyword]) => !dropped.has(keyword))),
  );
}
