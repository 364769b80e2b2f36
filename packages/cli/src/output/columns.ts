import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

let measure: ((text: string) => number) | undefined;

/** Columns that a text takes on a terminal. What measures other texts than ASCII takes longer to load than most commands last. */
export function columnsOf(text: string): number {
  if (/^[\u0020-\u007E]*$/u.test(text)) return text.length;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- require has no types
  measure ??= (require("string-width") as typeof import("string-width")).default;
  return measure(text);
}
