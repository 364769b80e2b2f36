import type { FormatFacts } from "./facts.ts";
import * as registry from "./formats/registry.ts";

/** The id of a registered wire format. */
export type FormatId = keyof typeof registry;

const factsById = new Map<string, FormatFacts>(Object.entries(registry).map(([id, { facts }]) => [id, facts]));

/** Every registered format, in the order of the documents. */
export const formatIds: readonly FormatId[] = [...factsById]
  .toSorted(([, left], [, right]) => left.order - right.order)
  .map(([id]) => id)
  .filter((id) => isFormatId(id));

/** Whether a text names a registered format. */
export function isFormatId(text: unknown): text is FormatId {
  return typeof text === "string" && factsById.has(text);
}

/** What is known of a format besides the shape of its messages. */
export function factsOf(format: FormatId): FormatFacts {
  const facts = factsById.get(format);
  if (facts === undefined) throw new Error(`there is no format ${format}`);
  return facts;
}
