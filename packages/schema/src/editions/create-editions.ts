import type { FormatFacts } from "../facts/facts.ts";

/** Facts by reference: those of each edition, and those of the newest one under the bare id. */
export function createEditions(facts: FormatFacts): ReadonlyMap<string, FormatFacts> {
  const found = new Map<string, FormatFacts>();
  let newest = facts;
  for (const { id, document, changes } of facts.editions) {
    newest = { ...newest, document, ...changes, edition: id };
    found.set(`${facts.id}@${id}`, newest);
  }
  return found.set(facts.id, newest);
}
