import type { JsonValue } from "@shotlist/schema";

/** A text as JSON; undefined where it is none. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON.parse yields nothing else
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
