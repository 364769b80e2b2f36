import { createEditions } from "./editions/create-editions.ts";
import type { Edition, FormatFacts } from "./facts/facts.ts";
import * as registry from "./formats/registry.ts";
import { keepOwnFormat, ownFormat, type OwnFormat } from "./own/own-format.ts";

/** The id of a registered wire format. */
export type FormatId = keyof typeof registry;

/**
 * A format, alone or in one of its editions: `gogogotoken`, `gogogotoken@2026-07`. Facts and schemas of a format alone are
 * those of its newest edition; a message is checked against all of them.
 */
export type FormatRef = FormatId | `${FormatId}@${string}`;

const written = new Map<string, FormatFacts>(Object.entries(registry).map(([id, { facts }]) => [id, facts]));
const factsByRef = new Map([...written.values()].flatMap((facts) => [...createEditions(facts)]));

const ids: FormatId[] = [...written]
  .toSorted(([, left], [, right]) => left.order - right.order)
  .map(([id]) => id)
  .filter((id) => isFormatId(id));

/** Every registered format, in the order of the documents; formats added at run time come last. */
export const formatIds: readonly FormatId[] = ids;

/** Every built-in format in each of its editions, in the order of `formatIds`. */
export const formatEditions: readonly FormatRef[] = formatIds.flatMap((format) =>
  editionsOf(format).map(({ id }) => inEdition(format, id)),
);

/** Whether a text names a registered format. */
export function isFormatId(text: unknown): text is FormatId {
  return typeof text === "string" && written.has(text);
}

/** Whether a text names a registered format, alone or in one of its editions. */
export function isFormatRef(text: unknown): text is FormatRef {
  return typeof text === "string" && factsByRef.has(text);
}

/** Facts of a format, in the given edition or in the newest. */
export function factsOf(format: FormatRef): FormatFacts {
  const facts = factsByRef.get(format);
  if (facts === undefined) throw new Error(`there is no format ${format}`);
  return facts;
}

/** The format without its edition. */
export function formatOf(format: FormatRef): FormatId {
  const [id] = format.split("@");
  if (!isFormatId(id)) throw new Error(`there is no format ${format}`);
  return id;
}

/** The given edition, if any. */
export function editionOf(format: FormatRef): string | undefined {
  return format.split("@")[1];
}

/** Editions of a format, oldest first. */
export function editionsOf(format: FormatRef): readonly Edition[] {
  return factsOf(formatOf(format)).editions;
}

/** A format in an edition; without one, the format itself. Throws if the format does not have the edition. */
export function inEdition(format: FormatId, edition: string | undefined): FormatRef {
  if (edition === undefined) return format;
  const ref: FormatRef = `${format}@${edition}`;
  if (factsByRef.has(ref)) return ref;
  const known = editionsOf(format).map(({ id }) => id);
  throw new RangeError(`${format} has no edition "${edition}"; it has: ${known.join(", ")}`);
}

/**
 * Adds a format that is not built in, for as long as the program runs, or puts it in the place of one that was added under
 * the same id. Throws where a built-in format or a site of one has the id.
 */
export function registerFormat(format: OwnFormat): FormatId {
  const { id } = format.facts;
  if (!isOwnFormat(id) && isTaken(id)) throw new RangeError(`There is a built-in format or provider ${id}`);
  for (const ref of factsByRef.keys()) if (ref.split("@")[0] === id) factsByRef.delete(ref);
  keepOwnFormat(format);
  written.set(id, format.facts);
  for (const [ref, facts] of createEditions(format.facts)) factsByRef.set(ref, facts);
  if (!isFormatId(id)) throw new Error(`${id} was not registered`);
  if (!ids.includes(id)) ids.push(id);
  return id;
}

function isTaken(id: string): boolean {
  return [...written.values()].some((facts) => facts.id === id || facts.sites?.some((site) => site.id === id) === true);
}

/** Whether a format was added while the program runs. */
export function isOwnFormat(format: string): boolean {
  return ownFormat(format) !== undefined;
}
