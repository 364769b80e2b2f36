import type { MessageSchema } from "./message-schema.ts";

const NESTED = ["items", "contains", "not", "if", "then", "else"] as const;
const LISTS = ["allOf", "anyOf", "oneOf"] as const;

/**
 * Writes every local `$ref` out, so that each place of a body has a schema path of its own.
 * What stands beside a `$ref` wins over what it points at.
 */
export function expandReferences(root: MessageSchema): MessageSchema {
  const definitions = root.$defs ?? {};

  function expand(schema: MessageSchema): MessageSchema {
    const { $ref, $defs: _, ...own } = schema;
    if ($ref !== undefined) {
      const definition = definitions[$ref.replace("#/$defs/", "")];
      if (definition === undefined) throw new Error(`${$ref} points nowhere; only #/$defs/… is known`);
      return expand({ ...definition, ...own });
    }
    const expanded: Record<string, unknown> = { ...own };
    for (const keyword of NESTED) {
      const nested = schema[keyword];
      if (nested !== undefined) expanded[keyword] = expand(nested);
    }
    for (const keyword of LISTS) {
      const branches = schema[keyword];
      if (branches !== undefined) expanded[keyword] = branches.map((branch) => expand(branch));
    }
    if (schema.properties !== undefined) {
      expanded["properties"] = Object.fromEntries(
        Object.entries(schema.properties).map(([name, property]) => [name, expand(property)]),
      );
    }
    return expanded as MessageSchema;
  }

  return expand(root);
}
