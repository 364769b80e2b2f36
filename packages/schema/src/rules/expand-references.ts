import { mapSchemas } from "./map-schemas.ts";
import type { MessageSchema } from "./message-schema.ts";

const PREFIX = "#/$defs/";

/**
 * Writes every local `$ref` out, so that each place of a body has its own schema path.
 * Keywords next to a `$ref` win over what it points at.
 */
export function expandReferences(root: MessageSchema): MessageSchema {
  const { $defs: definitions = {}, ...rest } = root;
  const expand = (schema: MessageSchema): MessageSchema =>
    mapSchemas(schema, ({ $ref, ...own }) => {
      if ($ref === undefined) return own;
      const [name = "", list, property = ""] = $ref.startsWith(PREFIX) ? $ref.slice(PREFIX.length).split("/") : [];
      const named = definitions[name];
      const definition = list === "properties" ? named?.properties?.[property] : list === undefined ? named : undefined;
      if (definition === undefined)
        throw new Error(`${$ref} points nowhere; only ${PREFIX}… and its properties are known`);
      return { ...expand(definition), ...own };
    });
  return expand(rest);
}
