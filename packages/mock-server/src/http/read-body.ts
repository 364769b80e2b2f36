import { bodyOfForm, tooDeepAt } from "@shotlist/schema";
import type { FormatFacts } from "@shotlist/schema";
import type { MockRequest } from "./message.ts";
import { isForm, readForm } from "./read-form.ts";

/** A submit's body as JSON, whichever way it was written; or what is wrong with it. */
export type ReadBody =
  | { readonly kind: "json"; readonly body: unknown }
  | { readonly kind: "malformed" }
  | { readonly kind: "unwelcome"; readonly message: string };

/** Reads a body of a media type that the vendor takes: JSON, and a form where the vendor knows how to read one. */
export function readBody(request: MockRequest, { form }: Pick<FormatFacts, "form">): ReadBody {
  const type = request.header("content-type");
  if (type !== undefined && /^application\/json\b/i.test(type)) return readJson(request.body);
  if (type !== undefined && form !== undefined && isForm(type)) {
    const fields = readForm(request.body, type);
    return fields === undefined ? { kind: "malformed" } : { kind: "json", body: bodyOfForm(form.value, fields) };
  }
  const taken = form === undefined ? "application/json" : "application/json or multipart/form-data";
  return { kind: "unwelcome", message: `Content-Type must be ${taken}, not ${type ?? "missing"}` };
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function readJson(bytes: Uint8Array): ReadBody {
  try {
    const text = decoder.decode(bytes);
    if (tooDeepAt(text) !== undefined) return { kind: "malformed" };
    return { kind: "json", body: JSON.parse(text) as unknown };
  } catch {
    return { kind: "malformed" };
  }
}
