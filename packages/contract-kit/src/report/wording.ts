/** For readers of another language than English. */
export interface Wording {
  /** Puts an English text into the language of the reader; what it does not know, such as a rule's id, it gives back. Default: English. */
  readonly translate?: (english: string) => string;
}

/** English, as it is. */
export const inEnglish = (english: string): string => english;

const wide = /[\p{Script=Han}，。：；？！（）]/gu;

/** A text with spaces up to a width on a terminal, where a Chinese character takes two columns. */
export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - widthOf(text))) + text;
}

/** The same with the spaces behind it. */
export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** Columns that a text takes on a terminal. */
export function widthOf(text: string): number {
  return text.length + (text.match(wide)?.length ?? 0);
}
