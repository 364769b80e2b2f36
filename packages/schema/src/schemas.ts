import { schemaInEdition } from "./editions/schema-in-edition.ts";
import { editionOf, editionsOf, formatOf, type FormatRef } from "./formats.ts";
import { messageSchemas } from "./generated/message-schemas.ts";
import type { MessageSchema } from "./rules/message-schema.ts";
import type { MessageName } from "./validation.ts";

export type { ClosedBy, MessageSchema, NamedRule } from "./rules/message-schema.ts";
export { expandReferences } from "./rules/expand-references.ts";

/**
 * The JSON Schema (2020-12) of a message in the edition named or else in the newest, with the annotations `x-provenance`,
 * `x-level`, `x-rule`, `x-closed`.
 */
export function messageSchema(format: FormatRef, message: MessageName): MessageSchema {
  const found = writtenSchema(format, message);
  const editions = editionsOf(format);
  return editions.length === 0 ? found : schemaInEdition(found, editionOf(format) ?? editions.at(-1)?.id);
}

/** The JSON Schema of a message as it is written: what holds in some editions only says so with `x-since` and `x-until`. */
export function writtenSchema(format: FormatRef, message: MessageName): MessageSchema {
  const found = messageSchemas[formatOf(format)]?.[message];
  if (found === undefined) throw new Error(`the format ${format} has no message ${message}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the generator reads the same files as this type
  return found as MessageSchema;
}
