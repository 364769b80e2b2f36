/**
 * Whether a text matches a pattern in which `*` matches anything. The parts between the stars are searched one after the other, each
 * behind the last, so that no pattern takes longer than its length times the text's: a regular expression of many stars would.
 */
export function matchesPattern(text: string, parts: readonly string[]): boolean {
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
