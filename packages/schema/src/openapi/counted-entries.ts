import { present } from "../json/present.ts";
import type { MessageSchema } from "../rules/message-schema.ts";

/**
 * Moves "at most so many entries of a kind" to where a reader that knows less loses it. Such a rule needs `minContains: 0`,
 * and a reader of an older dialect, which has no such word, takes the `contains` next to it for "at least one": the rule turned
 * round. Below `dependentSchemas` of the map that holds the list, that reader sees nothing, and one of 2020-12 the same as before.
 */
export function withCountsSetApart(schema: MessageSchema): MessageSchema {
  const { properties } = schema;
  if (properties === undefined) return schema;
  const counts = new Map<string, MessageSchema>();
  const rest = Object.entries(properties).map(([name, property]): readonly [string, MessageSchema] => {
    const { allOf = [], ...own } = property;
    const { contains, minContains, maxContains, ...plain } = own;
    const itself = isCount(own) ? [defined({ contains, minContains, maxContains })] : [];
    const counting = [...itself, ...allOf.filter(isCount)];
    if (counting.length === 0) return [name, property];
    const source = property["x-provenance"];
    const [only, ...others] = counting;
    const counted = others.length === 0 ? only : { allOf: counting };
    counts.set(name, { ...present({ "x-provenance": source }), ...counted });
    const kept = allOf.filter((branch) => !isCount(branch));
    return [name, { ...(itself.length === 0 ? own : plain), ...(kept.length === 0 ? {} : { allOf: kept }) }];
  });
  if (counts.size === 0) return schema;
  const dependentSchemas = Object.fromEntries(
    [...counts].map(([name, counting]) => [name, { properties: { [name]: counting } }]),
  );
  return { ...schema, properties: Object.fromEntries(rest), dependentSchemas };
}

function isCount({ contains, minContains }: MessageSchema): boolean {
  return contains !== undefined && minContains === 0;
}

/** The same without what is absent. */
function defined(count: {
  readonly [keyword in "contains" | "minContains" | "maxContains"]: MessageSchema[keyword] | undefined;
}): MessageSchema {
  return Object.fromEntries(Object.entries(count).filter(([, value]) => value !== undefined));
}
