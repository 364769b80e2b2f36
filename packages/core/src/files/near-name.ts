/** The way out where a file's name differs from a written one in case or Unicode form alone: the two may look the same on a screen. */
export function nearName(near: string, written: string): string {
  const looksAlike = near.normalize("NFC").endsWith(written.normalize("NFC").replace(/^(?:\.\/)+/u, ""));
  const how = looksAlike
    ? "with other Unicode characters: copy its name, or rename the file"
    : "with other upper and lower case letters";
  return `Did you mean "${near}"? It is written ${how}.`;
}
