/** Replaces every status word in an answer, however deep its envelope. */
export function renameStatus(json: string, word: string): string {
  return rewrite(json, (key, value) => (key === "status" && typeof value === "string" ? word : value));
}

/** Takes every link out of an answer. */
export function hideLinks(json: string): string {
  return rewrite(json, (_key, value) => (typeof value === "string" && /^https?:\/\//.test(value) ? undefined : value));
}

/** The words of related formats for the states of a task, by every format's own word. */
const wordsOfOthers: ReadonlyMap<string, string> = new Map([
  ["queued", "PENDING"],
  ["submitted", "PENDING"],
  ["running", "processing"],
  ["in_progress", "processing"],
  ["succeeded", "SUCCESS"],
  ["completed", "SUCCESS"],
  ["failed", "error"],
]);

/** Says the state of a task in the words of related formats. */
export function othersStatus(json: string): string {
  return rewrite(json, (key, value) =>
    key === "status" && typeof value === "string" ? (wordsOfOthers.get(value) ?? value) : value,
  );
}

/** Writes every number of an answer as a text. */
export function numbersAsText(json: string): string {
  return rewrite(json, (_key, value) => (typeof value === "number" ? String(value) : value));
}

function rewrite(json: string, change: (key: string, value: unknown) => unknown): string {
  return JSON.stringify(JSON.parse(json), change);
}
