import type { MessageSchema } from "@shotlist/schema/schemas";

/** A schema and every schema in it. */
export function* schemasIn(schema: MessageSchema): Generator<MessageSchema> {
  yield schema;
  const { items, contains, not, if: condition, then, else: otherwise, additionalProperties } = schema;
  const { allOf = [], anyOf = [], oneOf = [], properties = {}, patternProperties = {}, $defs = {} } = schema;
  const nested = [
    ...[items, contains, not, condition, then, otherwise],
    ...[...allOf, ...anyOf, ...oneOf],
    ...[properties, patternProperties, $defs].flatMap((members) => Object.values(members)),
    typeof additionalProperties === "object" ? additionalProperties : undefined,
  ];
  for (const one of nested) if (one !== undefined) yield* schemasIn(one);
}
