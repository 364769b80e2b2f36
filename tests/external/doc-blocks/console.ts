const isProgress = (line: string): boolean => /^\[TIME\] [·✓] /u.test(line);

/** Task ids, sizes and times differ from run to run, and tasks end in no fixed order. */
export function masked(text: string): string {
  const lines = text
    .replaceAll(/\bcgt-\d+-\w+/gu, "TASK")
    .replaceAll(/^\[\d+:\d\d \d+\/\d+\]/gmu, "[TIME]")
    .replaceAll(/ +\d+\.\d [kM]B/gu, " SIZE")
    .split("\n");
  return [...lines.filter(isProgress).toSorted(), ...lines.filter((line) => !isProgress(line))].join("\n").trim();
}

/** The commands of a console block: what comes after `$ `. */
export function commandsIn(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("$ "))
    .map((line) => line.slice(2));
}
