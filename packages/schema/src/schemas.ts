import { schemaInEdition } from "./rules/schema-in-edition.ts";
import { editionOf, editionsOf, formatOf, type FormatRef } from "./formats.ts";
import { messageSchemas } from "./generated/message-schemas.ts";
import { ownFormat } from "./own/own-format.ts";
import { mapSchemas } from "./rules/map-schemas.ts";
import type { MessageSchema } from "./rules/message-schema.ts";
import type { MessageName } from "./validation/verdict.ts";

export type { ClosedBy, MessageSchema, NamedRule } from "./rules/message-schema.ts";
export { expandReferences } from "./rules/expand-references.ts";

/**
 * The JSON Schema (2020-12) of a message in the edition named or else in the newest, with the annotations `x-provenance`,
 * `x-level`, `x-rule`, `x-closed`.
 */
export function messageSchema(format: FormatRef, message: MessageName): MessageSchema {
  const found = writtenSchema(format, message);
  return schemaInEdition(found, editionOf(format) ?? editionsOf(format).at(-1)?.id);
}

/**
 * The schema of which bodies are drawn at random. Of a format alone it has only the properties that every edition has: a
 * body with one of the others would be judged differently by each.
 */
export function drawnSchema(format: FormatRef, message: MessageName): MessageSchema {
  const written = writtenSchema(format, message);
  if (editionOf(format) !== undefined || editionsOf(format).length < 2) return messageSchema(format, message);
  const common = mapSchemas(written, ({ properties, ...schema }) =>
    properties === undefined
      ? schema
      : { ...schema, properties: Object.fromEntries(Object.entries(properties).filter(([, one]) => !isBounded(one))) },
  );
  return schemaInEdition(common, editionsOf(format).at(-1)?.id);
}

function isBounded(schema: MessageSchema): boolean {
  return schema["x-since"] !== undefined || schema["x-until"] !== undefined;
}

/** The JSON Schema of a message as it is written: what holds in some editions only says so with `x-since` and `x-until`. */
export function writtenSchema(format: FormatRef, message: MessageName): MessageSchema {
  const found = (messageSchemas[formatOf(format)] ?? ownFormat(formatOf(format))?.schemas)?.[message];
  if (found === undefined) throw new Error(`the format ${format} has no message ${message}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the generator reads the same files as this type
  return found as MessageSchema;
}
