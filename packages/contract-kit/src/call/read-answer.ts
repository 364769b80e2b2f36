import type { JsonValue } from "@shotlist/schema";
import { parseJson } from "../answer/parse-json.ts";
import type { Answer } from "../answer/exchange.ts";
import { redactJson } from "../redact/redact.ts";
import type { Redact } from "../redact/redact.ts";

/** No documented answer comes near this; a giant one is not worth the memory. */
const mostBytes = 1024 * 1024;
const startCharacters = 160;

/** Headers that say something about the contract; any other could be a secret. */
const keptHeaders = [
  "content-type",
  "content-length",
  "content-range",
  "accept-ranges",
  "retry-after",
  "location",
] as const;

/** An answer as it came, for this process only, and the same without secrets. */
export interface ReadAnswer {
  readonly answer: Exclude<Answer, { readonly kind: "none" }>;
  /** The body with its links whole; undefined where it was not JSON. */
  readonly raw: JsonValue | undefined;
  /** Length of the body as far as it was read. */
  readonly bytes: number;
}

/** Reads an answer up to a limit. */
export async function readAnswer(response: Response, redact: Redact): Promise<ReadAnswer> {
  const { bytes, complete } = await readBytes(response);
  const headers = Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, redact(value)]];
    }),
  );
  const about = { status: response.status, headers };
  const text = new TextDecoder().decode(bytes);
  const raw = complete ? parseJson(text) : undefined;
  if (raw !== undefined) {
    return { answer: { kind: "json", ...about, body: redactJson(raw, redact) }, raw, bytes: bytes.length };
  }
  const isText = /^(text\/|application\/(json|xml))/i.test(headers["content-type"] ?? "text/plain");
  const start = isText ? redact(text).slice(0, startCharacters) : "";
  return { answer: { kind: "other", ...about, bytes: bytes.length, start }, raw: undefined, bytes: bytes.length };
}

async function readBytes(response: Response): Promise<{ readonly bytes: Uint8Array; readonly complete: boolean }> {
  if (response.body === null) return { bytes: new Uint8Array(), complete: true };
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { bytes: Buffer.concat(chunks), complete: true };
    chunks.push(value);
    length += value.length;
    if (length > mostBytes) {
      await reader.cancel();
      return { bytes: Buffer.concat(chunks), complete: false };
    }
  }
}
