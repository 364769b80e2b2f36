import type { FormTerms } from "./facts/facts.ts";

/** One field of a form: a text, or a file. */
export type FormField =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly file: { readonly mediaType: string; readonly bytes: Uint8Array } };

/** A JSON body that is being built. */
interface Building {
  [key: string]: unknown;
}

/**
 * The JSON body that is equivalent to a form: `input_reference[image_url]` is a field of an object, `tags[]` an entry
 * of a list, and a file is a data URI under the key of the format.
 */
export function bodyOfForm({ files }: FormTerms, fields: readonly FormField[]): Readonly<Record<string, unknown>> {
  const body: Building = Object.create(null);
  for (const field of fields) {
    const [name, ...steps] = stepsOf(field.name);
    if (name === undefined) continue;
    if ("text" in field) put(body, [name, ...steps], field.text);
    else put(body, steps.length > 0 ? [name, ...steps] : [name, files[name] ?? "file"], dataUri(field.file));
  }
  return { ...body };
}

/** `a[b][]` in steps: `a`, `b` and an empty one. */
function stepsOf(name: string): readonly string[] {
  const [outer = "", ...inner] = name.split("[");
  const isNested = inner.every((part) => part.endsWith("]"));
  return isNested ? [outer, ...inner.map((part) => part.slice(0, -1))] : [name];
}

function put(body: Building, [step = "", next, ...rest]: readonly string[], value: unknown): void {
  if (next === undefined) {
    body[step] = value;
    return;
  }
  const known = body[step];
  if (next === "" && rest.length === 0) {
    body[step] = [...(Array.isArray(known) ? known : []), value];
    return;
  }
  const inner: Building = isBuilding(known) ? known : Object.create(null);
  body[step] = inner;
  put(inner, [next, ...rest], value);
}

function isBuilding(value: unknown): value is Building {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const chunkBytes = 0x80_00;

function dataUri({ mediaType, bytes }: { readonly mediaType: string; readonly bytes: Uint8Array }): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    text += String.fromCodePoint(...bytes.subarray(at, at + chunkBytes));
  }
  return `data:${mediaType};base64,${btoa(text)}`;
}
