const longestText = 500;
// Looked at, so that a megabyte of a gateway's words costs no time.
const longestRead = 4 * longestText;

// `:` and `/` may be escaped in JSON inside a string, or percent-encoded inside another address.
const address = /\b[a-z][a-z0-9+.-]{0,30}(?::|%3a)(?:\\?\/|%2f){2}[^\s"'<>]*/giu;
const dataUri = /\bdata:[\w.+-]+\/[\w.+-]+[^\s"'<>]*/giu;
const key = /\b(?:bearer\s+|sk-)[\w.~+/=*-]{4,}/giu;

/** A vendor's own words, fit for a log: no address (it may be signed), no key, at most 500 characters. */
export function safeText(text: string): string {
  const clean = text
    .slice(0, longestRead)
    .replaceAll(dataUri, "(data)")
    .replaceAll(address, "(address)")
    .replaceAll(key, "(key)")
    .trim();
  return clean.length > longestText ? `${clean.slice(0, longestText)}…` : clean;
}
