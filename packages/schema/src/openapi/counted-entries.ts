import type { MessageSchema } from "../rules/message-schema.ts";

/**
 * Moves "at most so many entries of a kind" to where a reader that knows less loses it. Such a rule needs `minContains: 0`,
 * and a reader of an older dialect, which has no such word, takes the `contains` beside it for "at least one": the rule turned
 * round. Below `dependentSchemas` of the map that holds the list, that reader sees nothing, and one of 2020-12 the same as before.
 */
export function withCountsSetApart(schema: MessageSchema): MessageSchema {
  const { properties } = schema;
  if (properties === undefined) return schema;
  const counts = new Map<string, MessageSchema>();
  const rest = Object.entries(properties).map(([name, property]): readonly [string, MessageSchema] => {
    const branches = property.allOf ?? [];
    const counting = branches.filter(isCount);
    if (counting.length === 0) return [name, property];
    const source = property["x-provenance"];
    counts.set(name, { ...(source === undefined ? {} : { "x-provenance": source }), allOf: counting });
    const { allOf: _branches, ...plain } = property;
    const kept = branches.filter((branch) => !isCount(branch));
    return [name, kept.length === 0 ? plain : { ...plain, allOf: kept }];
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
