import type { JsonValue } from "@shotlist/schema";
import type { MessageSchema } from "@shotlist/schema/schemas";

/** Which values bodies have at each place of their schema. */
export function valuesByPlace(
  root: MessageSchema,
  bodies: readonly JsonValue[],
): ReadonlyMap<string, readonly JsonValue[]> {
  const found = new Map<string, JsonValue[]>();

  const visit = (schema: MessageSchema, place: string, value: JsonValue): void => {
    const values = found.get(place) ?? [];
    if (!values.includes(value)) found.set(place, [...values, value]);
    if (Array.isArray(value)) {
      for (const entry of value) if (schema.items !== undefined) visit(schema.items, `${place}/items`, entry);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    const tag = schema.discriminator?.propertyName;
    for (const [index, branch] of (schema.oneOf ?? []).entries()) {
      const isMeant = tag !== undefined && branch.properties?.[tag]?.const === Reflect.get(value, tag);
      if (isMeant) visit(branch, `${place}/oneOf/${index}`, value);
    }
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const member: unknown = Reflect.get(value, name);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a member of a JSON object is JSON
      if (member !== undefined) visit(property, `${place}/properties/${name}`, member as JsonValue);
    }
  };

  for (const body of bodies) visit(root, "#", body);
  return found;
}
