import { present } from "../json/present.ts";
import { mapSchemas } from "./map-schemas.ts";
import type { MessageSchema } from "./message-schema.ts";
import { type EditionBounds, holdsIn } from "../editions/holds-in.ts";

/** A schema as one edition states it: what holds in other editions only is left out. */
export function schemaInEdition(schema: MessageSchema, edition: string | undefined): MessageSchema {
  return mapSchemas(schema, (inner) => narrow(inner, edition));
}

/** The editions in which a subschema holds, by its own annotations. */
export function boundsOf(schema: MessageSchema): EditionBounds {
  const { "x-since": since, "x-until": until } = schema;
  return present({ since, until });
}

function narrow(schema: MessageSchema, edition: string | undefined): MessageSchema {
  const narrowed: { -readonly [keyword in keyof MessageSchema]: MessageSchema[keyword] } = { ...schema };
  const holds = (inner: MessageSchema): boolean => holdsIn(boundsOf(inner), edition);
  if (schema.properties !== undefined) {
    const kept = Object.entries(schema.properties).filter(([, property]) => holds(property));
    narrowed.properties = Object.fromEntries(kept.map(([name, property]) => [name, withoutBounds(property)]));
  }
  if (schema.allOf !== undefined) {
    const branches = schema.allOf.filter(holds).map(withoutBounds);
    if (branches.length > 0) narrowed.allOf = branches;
    else delete narrowed.allOf;
  }
  return narrowed;
}

function withoutBounds({ "x-since": _since, "x-until": _until, ...schema }: MessageSchema): MessageSchema {
  return schema;
}
