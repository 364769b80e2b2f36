import type { FormatId } from "./formats.ts";
import { messageSchemas } from "./generated/message-schemas.ts";
import type { MessageSchema } from "./rules/message-schema.ts";
import type { MessageName } from "./validation.ts";

export type { ClosedBy, MessageSchema, NamedRule } from "./rules/message-schema.ts";
export { expandReferences } from "./rules/expand-references.ts";

/** The JSON Schema (2020-12) of a message, with the annotations `x-provenance`, `x-level`, `x-rule`, `x-closed`. */
export function messageSchema(format: FormatId, message: MessageName): MessageSchema {
  const found = messageSchemas[format]?.[message];
  if (found === undefined) throw new Error(`the format ${format} has no message ${message}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the generator reads the same files as this type
  return found as MessageSchema;
}
