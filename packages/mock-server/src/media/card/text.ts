import { hash } from "node:crypto";
import { hasGlyph } from "./font.ts";

/** Signs that writers use and typewriters lack. */
const plainSigns: Readonly<Record<string, string>> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u2013": "-",
  "\u2014": "-",
  "\u2212": "-",
  "\u00d7": "x",
  "\u00df": "ss",
  "\u00e6": "ae",
  "\u00f8": "o",
};

/** The text in letters of the font, accents dropped; or a hash that still distinguishes it from others. */
export function toPrintable(text: string): string {
  const letters = Array.from(
    text.normalize("NFKD").replaceAll(/\p{Mark}/gu, ""),
    (letter) => plainSigns[letter] ?? letter,
  );
  const plain = letters.join("").replaceAll(/\s+/g, " ").trim();
  return Array.from(plain).every(hasGlyph) ? plain : `#${hash("sha256", text, "hex").slice(0, 16)}`;
}

/** Breaks text between words into at most `lines` lines of at most `columns` letters; what is cut off becomes dots. */
export function wrap(
  text: string,
  { columns, lines }: { readonly columns: number; readonly lines: number },
): readonly string[] {
  const wrapped: string[] = [];
  let rest = text;
  while (rest.length > 0 && wrapped.length < lines) {
    const isLast = wrapped.length === lines - 1;
    const length = lineLength(rest, columns);
    if (isLast && length < rest.length) {
      wrapped.push(`${rest.slice(0, Math.max(0, columns - 3)).trimEnd()}...`);
      break;
    }
    wrapped.push(rest.slice(0, length).trimEnd());
    rest = rest.slice(length).trimStart();
  }
  return wrapped;
}

/** How many letters go onto this line: whole words, unless the first one alone is too long. */
function lineLength(text: string, columns: number): number {
  if (text.length <= columns) return text.length;
  const space = text.lastIndexOf(" ", columns);
  return space > 0 ? space : Math.max(1, columns);
}
