import type { JsonValue } from "@shotlist/schema";

const longestDataUri = 48;

/** Takes secrets out of texts. */
export type Redact = (text: string) => string;

/** Hides the given secrets, the query and the credentials of every link, bearer keys, and the bytes of data URIs. */
export function createRedact(secrets: readonly (string | undefined)[]): Redact {
  const known = secrets
    .filter((secret): secret is string => secret !== undefined && secret !== "")
    .toSorted((left, right) => right.length - left.length);
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.replaceAll(secret, "<key>");
    return clean
      .replaceAll(/\bBearer\s+[\w.~+/=-]+/gi, "Bearer <key>")
      .replaceAll(
        /(https?:\/\/)(?:[^\s/?#"<>]*@)?([^\s?#"<>\\]*)(?:[?#](?:<removed>|[^\s"<>\\]*))?/gi,
        (link: string, scheme: string, rest: string) =>
          /[?#]/.test(link) ? `${scheme}${rest}?<removed>` : `${scheme}${rest}`,
      )
      .replaceAll(/\bdata:[\w.+/-]+;base64,[\w+/=-]*/g, (uri) =>
        uri.length <= longestDataUri ? uri : `${uri.slice(0, uri.indexOf(",") + 1)}<${uri.length} characters>`,
      );
  };
}

/** A copy of a JSON value in which every text has gone through `redact`. */
export function redactJson(value: JsonValue, redact: Redact): JsonValue {
  if (typeof value === "string") return redact(value);
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map((entry) => redactJson(entry, redact));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [redact(key), redactJson(member, redact)]));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
