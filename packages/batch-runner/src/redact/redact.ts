import type { JsonObject, JsonValue } from "@shotlist/core";
import { withoutKey } from "./key-forms.ts";

/** `:` and `/` may be escaped in JSON inside a string, or percent-encoded inside another address. */
const url = /\b[a-z][a-z0-9+.-]{0,30}(?::|%3a)(?:\\?\/|%2f){2}[^\s"'<>\\]+/giu;
const dataUri = /\bdata:[\w.+-]+\/[\w.+-]+[^\s"'<>]*/giu;
/** An address whose scheme was left off, with a query that may sign it. */
const bareAddress = /(?:\/\/)?(?:[\w-]{1,63}\.){1,10}[a-z][\w-]{1,30}(?::\d{1,5})?\/[^\s"'<>?]{0,2000}\?[^\s"'<>]+/giu;
/** A signature, token or credential on its own, as it would in a query. */
const signature =
  /\b((?:[\w-]{0,40}-)?(?:signature|sign|sig|token|credential|accesskeyid|policy|secret|password|api[_-]?key|hmac|auth_?key))(=|%3d)[^\s"'<>&;,)]+/giu;
const longest = 500;
/** Looked at, so that megabytes of a gateway's words cost no time. */
const longestRead = 20 * longest;

/** Words from outside, fit to be kept and shown: no address, no key, no control characters, at most 500 characters. */
export function redactText(text: string, key?: string): string {
  const clean = withoutKey(text.slice(0, longestRead), key)
    .replaceAll(dataUri, "(data)")
    .replaceAll(url, "(address)")
    .replaceAll(bareAddress, "(address)")
    .replaceAll(signature, "$1$2(secret)")
    // oxlint-disable-next-line no-control-regex -- a vendor's words may end up at a terminal
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu, " ")
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}

/** A request as a receipt keeps it: addresses lose their query and credentials, which may be signatures; bytes go. */
export function redactJson(value: JsonValue): JsonValue {
  if (typeof value === "string") return value.replaceAll(dataUri, "(data)").replaceAll(plainUrl, withoutQuery);
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map((item) => redactJson(item));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactJson(item)]));
}

const plainUrl = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>\\]+/giu;

/** `Array.isArray` does not narrow a readonly list. */
function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function withoutQuery(address: string): string {
  if (!URL.canParse(address)) return "(address)";
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`;
}
