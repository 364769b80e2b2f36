import { generateBody, type Pick } from "./arbitrary/generate-body.ts";
import type { FormatRef } from "./formats.ts";
import type { JsonValue } from "./json/json.ts";
import { expandReferences } from "./rules/expand-references.ts";
import { drawnSchema } from "./schemas.ts";
import { validateMessage } from "./validate-message.ts";
import type { MessageName } from "./validation/verdict.ts";

export type { Pick } from "./arbitrary/generate-body.ts";

/**
 * Makes a body out of a message's schema. It keeps every bound, enum and type; rules that join several places
 * (exclusive fields, counts, modes) may be broken.
 *
 * `pick(n)` chooses a whole number below n: hand in a seeded generator, or the choices of a property-testing library,
 * which can then shrink the body.
 */
export function looseBody(format: FormatRef, message: MessageName, pick: Pick): JsonValue {
  return generateBody(expandReferences(drawnSchema(format, message)), pick);
}

/** Makes a body that the schema accepts, advice aside; answers nothing after `tries` bodies that were refused. */
export function acceptedBody(
  format: FormatRef,
  message: MessageName,
  { pick, tries = 100 }: { readonly pick: Pick; readonly tries?: number },
): JsonValue | undefined {
  for (let count = 0; count < tries; count += 1) {
    const body = looseBody(format, message, pick);
    if (validateMessage(format, message, body).ok) return body;
  }
  return undefined;
}
