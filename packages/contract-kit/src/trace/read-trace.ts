import { parseJson } from "../answer/parse-json.ts";
import type { TraceEntry } from "./trace.ts";

/** Thrown for a text that is neither a HAR file nor a trace. */
export class TraceUnreadableError extends Error {
  override readonly name = "TraceUnreadableError";
  readonly code = "trace_unreadable";
  readonly retry = "never";
}

/** Reads a recorded session: a HAR file, as browsers and proxies save it, or one `TraceEntry` a line. */
export function readTrace(text: string): readonly TraceEntry[] {
  const whole = parseJson(text);
  const entries = at(whole, "log", "entries");
  // A call that nothing answered stands in a HAR file with the status 0.
  if (Array.isArray(entries))
    return entries.map((entry, index) => fromHar(entry, index)).filter(({ status }) => status !== 0);
  return text
    .split("\n")
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, number }) => ({ value: parseJson(line), number }))
    .filter(({ value }, index) => index > 0 || at(value, "recording") === undefined)
    .map(({ value, number }) => fromLine(value, number));
}

/** The first line of a recording, which says what the others are; undefined where a trace has none. */
export function headOf(text: string): { readonly version: unknown; readonly format: unknown } | undefined {
  const first = parseJson(text.split("\n").find((line) => line.trim() !== "") ?? "");
  const version = at(first, "recording");
  return version === undefined ? undefined : { version, format: at(first, "format") };
}

function fromLine(value: unknown, line: number): TraceEntry {
  const isEntry =
    ["string", "number"].includes(typeof at(value, "at")) &&
    typeof at(value, "method") === "string" &&
    typeof at(value, "url") === "string" &&
    typeof at(value, "status") === "number";
  if (!isEntry) throw new TraceUnreadableError(`line ${line} is no call: it needs at, method, url and status`);
  assertAddress(textOf(at(value, "url")), `line ${line}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the required members were looked at, the rest is JSON
  return value as TraceEntry;
}

function assertAddress(url: string, place: string): void {
  if (!URL.canParse(url, "http://trace.invalid")) throw new TraceUnreadableError(`${place}: the url is no address`);
}

function fromHar(entry: unknown, index: number): TraceEntry {
  assertAddress(textOf(at(entry, "request", "url")), `entry ${index + 1}`);
  const sent = at(entry, "request", "postData", "text");
  const got = decodeContent(at(entry, "response", "content", "text"), at(entry, "response", "content", "encoding"));
  const request = typeof sent === "string" ? parseJson(sent) : undefined;
  const response = parseJson(got);
  const headers = at(entry, "request", "headers");
  const isAuthorized =
    Array.isArray(headers) && headers.some((header) => textOf(at(header, "name")).toLowerCase() === "authorization");
  return {
    at: textOf(at(entry, "startedDateTime")),
    method: textOf(at(entry, "request", "method")),
    url: textOf(at(entry, "request", "url")),
    authorized: isAuthorized,
    ...(request === undefined ? {} : { request }),
    status: Number(at(entry, "response", "status") ?? 0),
    contentType: textOf(at(entry, "response", "content", "mimeType")),
    ...(response === undefined ? { text: got } : { response }),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function decodeContent(text: unknown, encoding: unknown): string {
  if (typeof text !== "string") return "";
  return encoding === "base64" ? Buffer.from(text, "base64").toString("utf8") : text;
}

function at(value: unknown, ...steps: readonly string[]): unknown {
  let found = value;
  for (const step of steps) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Reflect.get(found, step);
  }
  return found;
}
