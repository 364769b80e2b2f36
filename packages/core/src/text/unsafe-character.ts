/** A character that no text of a person contains, and what it means. */
export interface UnsafeCharacter {
  readonly at: number;
  readonly message: string;
  readonly help: string;
}

// oxlint-disable-next-line no-control-regex -- this is the one place that looks for them
const unsafe = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFD]/u;

/**
 * The first control character of a text, or the first sign that its bytes were not UTF-8: readers put U+FFFD in the place of
 * what they could not decode. Whoever means that sign itself writes "\uFFFD" between double quotes.
 */
export function findUnsafeCharacter(text: string): UnsafeCharacter | undefined {
  const found = unsafe.exec(text);
  if (found === null) return undefined;
  if (found[0] === "\u{FFFD}") {
    return { at: found.index, message: "This is not UTF-8 text", help: "Save the file as UTF-8." };
  }
  const code = found[0].codePointAt(0)?.toString(16).padStart(4, "0").toUpperCase();
  return {
    at: found.index,
    message: `The control character U+${code} is not allowed in a storyboard`,
    help: "Remove it; the file may be binary or not encoded as UTF-8.",
  };
}
