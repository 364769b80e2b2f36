/** The way out where a file's name differs from a written one in case or Unicode form alone: the two may look the same on a screen. */
export function nearName(near: string, written: string): string {
  const looksAlike = near.normalize("NFC").endsWith(written.normalize("NFC").replace(/^(?:\.\/)+/u, ""));
  const how = looksAlike ? "in another Unicode form: copy its name, or rename the file" : "in another case";
  return `Did you mean "${near}"? It is written ${how}.`;
}
