/** How the values of a line are separated, and the line at which the header is. */
export interface Separator {
  readonly mark: "," | ";" | "\t";
  readonly headerLine: number;
}

const marks = [",", ";", "\t"] as const;

/**
 * The separator of a table, as its header shows it: the comma wherever there is one, else the semicolon or the tab, which
 * spreadsheets write where the comma is the decimal mark. `sep=;` above the header, as Excel understands it, decides.
 */
export function separatorOf(text: string): Separator {
  const lines = text.replace(/^\u{FEFF}/u, "").split(/\r\n?|\n/u, 100);
  const said = /^"?sep=([,;\t])"?$/iu.exec(lines[0] ?? "")?.[1];
  const mark = marks.find((known) => known === said);
  if (mark !== undefined) return { mark, headerLine: 2 };
  const header = lines.find((line) => line.trim() !== "") ?? "";
  const bare = header.replaceAll(/"[^"]*"/gu, "");
  return { mark: marks.find((known) => bare.includes(known)) ?? ",", headerLine: 1 };
}

export function nameOfSeparator(mark: Separator["mark"]): string {
  return mark === "\t" ? "a tab" : `\`${mark}\``;
}
