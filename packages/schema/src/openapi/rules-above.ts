import type { MessageSchema } from "../rules/message-schema.ts";

/**
 * Puts the named rules of a property where generators understand it: a plain bound next to the type, and the rules of a list in the
 * map that holds it. They mean the same there; a generator that meets `allOf` next to a type forgets what kind of value it is.
 */
export function withRulesAbove(schema: MessageSchema): MessageSchema {
  const { properties, allOf = [] } = schema;
  if (properties === undefined) return schema;
  const moved: MessageSchema[] = [];
  const rest = Object.entries(properties).map(([name, property]): readonly [string, MessageSchema] => {
    const { allOf: rules, ...list } = property;
    if (rules === undefined) return [name, property];
    if (!isList(property)) return [name, withPlainBounds(property)];
    const source = property["x-provenance"];
    const [only, ...others] = rules;
    const held: MessageSchema = source === undefined ? {} : { "x-provenance": source };
    const said: MessageSchema = others.length === 0 ? { ...held, ...only } : { ...held, allOf: rules };
    moved.push({ properties: { [name]: said } });
    return [name, list];
  });
  const all = [...allOf, ...moved];
  return { ...schema, properties: Object.fromEntries(rest), ...(all.length === 0 ? {} : { allOf: all }) };
}

const bounds: ReadonlySet<string> = new Set(["minimum", "maximum", "minLength", "maxLength", "pattern", "enum"]);

/** A rule that is one more bound is next to the others, where the type has none of that name. */
function withPlainBounds(property: MessageSchema): MessageSchema {
  if (property.type === undefined) return property;
  let plain: MessageSchema = property;
  const others = (property.allOf ?? []).filter((rule) => {
    const said = Object.entries(rule).filter(([keyword]) => !keyword.startsWith("x-"));
    const isPlain = said.every(([keyword]) => bounds.has(keyword) && !(keyword in plain));
    if (isPlain) plain = { ...plain, ...Object.fromEntries(said) };
    return !isPlain;
  });
  const { allOf: _, ...rest } = plain;
  return others.length === 0 ? rest : { ...rest, allOf: others };
}

/** Whether the values of a schema are lists, `null` aside. */
export function isList({ type, items }: MessageSchema): boolean {
  return items !== undefined || type === "array" || (Array.isArray(type) && type.includes("array"));
}
