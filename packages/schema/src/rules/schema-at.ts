import type { MessageSchema } from "./message-schema.ts";

/** The subschema at a path such as `#/properties/duration/allOf/0`, references expanded. */
export function schemaAt(root: MessageSchema, path: string): MessageSchema {
  let found: unknown = root;
  for (const segment of path.split("/").slice(1)) {
    found = typeof found === "object" && found !== null ? Reflect.get(found, segment) : undefined;
  }
  if (typeof found !== "object" || found === null) throw new Error(`there is no schema at ${path}`);
  return found;
}
