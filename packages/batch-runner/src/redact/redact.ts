import type { JsonObject, JsonValue } from "@shotlist/core";

const url = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>\\]+/giu;
const dataUri = /\bdata:[\w.+-]+\/[\w.+-]+[^\s"'<>]*/giu;
const longest = 500;

/** Words from outside, fit to be kept and shown: no address, no key, no control characters, at most 500 characters. */
export function redactText(text: string, key?: string): string {
  const withoutKey = key === undefined || key === "" ? text : text.replaceAll(key, "(key)");
  const clean = withoutKey
    .replaceAll(dataUri, "(data)")
    .replaceAll(url, "(address)")
    // oxlint-disable-next-line no-control-regex -- a vendor's words may end up at a terminal
    .replaceAll(/[\u0000-\u001f\u007f-\u009f]+/gu, " ")
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}

/** A request as a receipt keeps it: addresses lose their query and credentials, which may be signatures; bytes go. */
export function redactJson(value: JsonValue): JsonValue {
  if (typeof value === "string") return value.replaceAll(dataUri, "(data)").replaceAll(url, withoutQuery);
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map((item) => redactJson(item));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactJson(item)]));
}

/** `Array.isArray` does not narrow a readonly list. */
function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function withoutQuery(address: string): string {
  if (!URL.canParse(address)) return "(address)";
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`;
}
