/** Replaces every status word in an answer, however deep its envelope. */
export function renameStatus(json: string, word: string): string {
  return rewrite(json, (key, value) => (key === "status" && typeof value === "string" ? word : value));
}

/** Takes every link out of an answer. */
export function hideLinks(json: string): string {
  return rewrite(json, (_key, value) => (typeof value === "string" && /^https?:\/\//.test(value) ? undefined : value));
}

function rewrite(json: string, change: (key: string, value: unknown) => unknown): string {
  return JSON.stringify(JSON.parse(json), change);
}
