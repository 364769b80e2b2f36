/** So many characters in a row of a key are not an accident. */
const partLength = 8;
const shortestKey = 6;
/** What vendors put where they leave the middle of a key out. */
const masked = /[\w~+/=-]{0,200}(?:\*{2,}|•{2,}|\.{3,}|…|x{4,}|X{4,})[\w~+/=-]{0,200}/gu;
const keptOfMasked = 3;

/**
 * Takes a key out of a vendor's words in every form in which one is likely to repeat it: as it is, in part, masked,
 * percent-encoded, escaped for JSON, in hex, and in Base64, alone or inside a longer text.
 */
export function withoutKey(text: string, key: string | undefined): string {
  const bare = key?.trim() ?? "";
  if (bare === "") return text;
  if (isPlaceholder(bare)) return text.replaceAll(wordOf(bare), "(key)");
  let clean = text;
  for (const form of formsOf(bare)) clean = clean.replaceAll(form, "(key)");
  return withoutParts(withoutMasked(clean, bare), bare);
}

/** Whether a text holds a key. An id or an address with the letters of a placeholder in it is not thrown away for them: it may be paid for. */
export function holdsKey(text: string, key: string | undefined): boolean {
  return key !== undefined && !isPlaceholder(key.trim()) && withoutKey(text, key) !== text;
}

/** A placeholder such as `local` is not a secret, and part of it may be a word or a letter of every other word. */
function isPlaceholder(bare: string): boolean {
  return bare.length < shortestKey;
}

function wordOf(bare: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}_])${RegExp.escape(bare)}(?![\p{L}\p{N}_])`, "gu");
}

const known = new Map<string, readonly string[]>();

function formsOf(key: string): readonly string[] {
  const found = known.get(key);
  if (found !== undefined) return found;
  const bytes = Buffer.from(key);
  const hex = bytes.toString("hex");
  const encoded = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
  const forms = [
    key,
    encodeURIComponent(key),
    encodeURIComponent(key).replaceAll(/%[0-9A-F]{2}/gu, (code) => code.toLowerCase()),
    encoded,
    encoded.toUpperCase(),
    JSON.stringify(key).slice(1, -1),
    key.replaceAll("/", String.raw`\/`),
    escapedUnits(key),
    hex,
    hex.toUpperCase(),
    ...base64Forms(bytes),
  ];
  // A process has a handful of keys; one that makes them up shall not fill the memory.
  if (known.size > 100) known.clear();
  const longestFirst = [...new Set(forms)].toSorted((left, right) => right.length - left.length);
  known.set(key, longestFirst);
  return longestFirst;
}

function escapedUnits(key: string): string {
  const units = Array.from({ length: key.length }, (_, at) => key.charCodeAt(at).toString(16).padStart(4, "0"));
  return units.map((unit) => `\\u${unit}`).join("");
}

/** What is the same in the Base64 of every text that holds the key: it may begin at any of three places in a group. */
function base64Forms(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    // The characters at both ends also hold bits of what is before and after.
    const from = Math.ceil((before * 4) / 3);
    const to = Math.floor(((before + bytes.length) * 4) / 3);
    const inner = text.slice(from, to);
    return inner.length < partLength ? [] : [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

function withoutMasked(text: string, key: string): string {
  return text.replaceAll(masked, (found) => {
    const [before = ""] = /^[\w~+/=-]*?(?=\*|•|\.|…|x{4}|X{4})/u.exec(found) ?? [];
    const [after = ""] = /[\w~+/=-]*$/u.exec(found.replace(/^.*(?:\*|•|\.|…|x{4}|X{4})/u, "")) ?? [];
    const isOurs =
      (before.length >= keptOfMasked && key.startsWith(before)) ||
      (after.length >= keptOfMasked && key.endsWith(after));
    return isOurs ? "(key)" : found;
  });
}

/** Cuts out every run of characters that the key has too. */
function withoutParts(text: string, key: string): string {
  if (key.length <= partLength) return text;
  const parts = new Set<string>();
  for (let at = 0; at + partLength <= key.length; at += 1) parts.add(key.slice(at, at + partLength));
  let clean = "";
  let at = 0;
  while (at < text.length) {
    if (!parts.has(text.slice(at, at + partLength))) {
      clean += text[at] ?? "";
      at += 1;
      continue;
    }
    while (parts.has(text.slice(at, at + partLength))) at += 1;
    at += partLength - 1;
    clean += "(key)";
  }
  return clean;
}
