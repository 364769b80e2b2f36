import { type JsonValue, present } from "@shotlist/schema";
import { parseJson } from "../answer/parse-json.ts";
import { assertAddress, at, textOf } from "./json-members.ts";
import type { TraceEntry } from "./trace.ts";
import { TraceUnreadableError } from "./trace-unreadable-error.ts";

/** The calls of a HAR file; `undefined` for another document. Throws `TraceUnreadableError` where no answer has a body. */
export function readHar(document: unknown): readonly TraceEntry[] | undefined {
  const entries = at(document, "log", "entries");
  if (!Array.isArray(entries)) return undefined;
  // A call that nothing answered has the status 0 in a HAR file.
  const calls = entries.map((entry, index) => fromHar(entry, index)).filter(({ status }) => status !== 0);
  if (calls.length > 0 && calls.every(({ incomplete }) => incomplete === true)) {
    throw new TraceUnreadableError("it was saved without the bodies of its answers: save it with their content");
  }
  return calls;
}

function fromHar(entry: unknown, index: number): TraceEntry {
  assertAddress(textOf(at(entry, "request", "url")), `entry ${index + 1}`);
  const sent = at(entry, "request", "postData", "text");
  const request = typeof sent === "string" ? parseJson(sent) : undefined;
  const headers = at(entry, "request", "headers");
  const isAuthorized =
    Array.isArray(headers) && headers.some((header) => textOf(at(header, "name")).toLowerCase() === "authorization");
  return {
    at: textOf(at(entry, "startedDateTime")),
    method: textOf(at(entry, "request", "method")),
    url: textOf(at(entry, "request", "url")),
    authorized: isAuthorized,
    ...present({ request }),
    status: Number(at(entry, "response", "status") ?? 0),
    contentType: textOf(at(entry, "response", "content", "mimeType")),
    ...bodyOf(at(entry, "response")),
  };
}

/** Answers that have no body by their status. */
const withoutBody: ReadonlySet<unknown> = new Set([204, 304]);

function bodyOf(response: unknown): Pick<TraceEntry, "response" | "text" | "incomplete"> {
  const text = at(response, "content", "text");
  const size = Number(at(response, "content", "size") ?? 0);
  if (typeof text !== "string") {
    const isEmpty = withoutBody.has(at(response, "status")) || (size === 0 && at(response, "bodySize") === 0);
    return isEmpty ? { text: "" } : { incomplete: true };
  }
  const { body, plain } = decoded(text, at(response, "content", "encoding"));
  if (body !== undefined) return { response: body };
  // A body that was cut when it was saved says nothing about the endpoint.
  return Buffer.byteLength(plain) < size ? { incomplete: true } : { text: plain };
}

/** A content as its encoding says; as it is, or as Base64, where that alone is JSON: tools label it wrongly both ways. */
function decoded(text: string, encoding: unknown): { readonly body: JsonValue | undefined; readonly plain: string } {
  const isBase64 = /^[\w+/\s-]+={0,2}\s*$/.test(text);
  const bytes = isBase64 ? Buffer.from(text, "base64").toString("utf8") : undefined;
  const readings = encoding === "base64" ? [bytes, text] : [text, bytes];
  const [plain = ""] = readings.filter((reading) => reading !== undefined);
  for (const reading of readings) {
    const body = reading === undefined ? undefined : parseJson(reading.replace(/^\u{FEFF}/u, ""));
    if (body !== undefined && (reading === plain || typeof body === "object")) return { body, plain };
  }
  return { body: undefined, plain };
}
