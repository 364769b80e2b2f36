import type { JsonValue } from "@shotlist/schema";

const longestWords = 80;

/** A value as a report shows it. */
export function shortened(value: JsonValue | undefined): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= longestWords ? text : `${text.slice(0, longestWords)}…`;
}
