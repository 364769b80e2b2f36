import { type JsonValue, tooDeepAt } from "@shotlist/schema";

/** A text as JSON; undefined where it is none, or is nested so deeply that nothing could walk it. */
export function parseJson(text: string): JsonValue | undefined {
  if (tooDeepAt(text) !== undefined) return undefined;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON.parse yields nothing else
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
