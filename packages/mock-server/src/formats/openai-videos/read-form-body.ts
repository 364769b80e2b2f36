import type { JsonObject } from "../../http/message.ts";
import type { FormField } from "../../http/read-form.ts";

/**
 * The JSON body that says what a form says: `input_reference[image_url]` is a field of an object, and a file is an image
 * given as a data URI.
 */
export function readFormBody(fields: readonly FormField[]): JsonObject {
  const body = new Map<string, unknown>();
  for (const field of fields) {
    const [, outer = field.name, inner] = /^([^[\]]+)\[([^[\]]+)\]$/.exec(field.name) ?? [];
    if ("file" in field) body.set(outer, { image_url: dataUri(field.file) });
    else if (inner === undefined) body.set(outer, field.text);
    else body.set(outer, { ...objectAt(body, outer), [inner]: field.text });
  }
  return Object.fromEntries(body);
}

function objectAt(body: ReadonlyMap<string, unknown>, name: string): object {
  const value = body.get(name);
  return typeof value === "object" && value !== null ? value : {};
}

function dataUri({ mediaType, bytes }: { readonly mediaType: string; readonly bytes: Uint8Array }): string {
  return `data:${mediaType};base64,${Buffer.from(bytes).toString("base64")}`;
}
