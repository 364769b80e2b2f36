import type { MessageSchema } from "@shotlist/schema/schemas";

/** A schema and every schema in it. */
export function* schemasIn(schema: MessageSchema): Generator<MessageSchema> {
  yield schema;
  const { items, contains, not, if: condition, then, else: otherwise, additionalProperties } = schema;
  const { allOf = [], anyOf = [], oneOf = [], properties = {}, patternProperties = {}, $defs = {} } = schema;
  const members = [properties, patternProperties, $defs].flatMap((one) => Object.values(one));
  const rest = typeof additionalProperties === "object" ? additionalProperties : undefined;
  const nested = [items, contains, not, condition, then, otherwise, rest, ...allOf, ...anyOf, ...oneOf, ...members];
  for (const one of nested) if (one !== undefined) yield* schemasIn(one);
}
