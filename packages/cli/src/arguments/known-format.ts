import { editionsOf, formatIds, inEdition, isFormatId, type FormatId, type FormatRef } from "@shotlist/schema";
import { usageError } from "../world/errors.ts";
import { didYouMean } from "./did-you-mean.ts";

/** The format that a word names; a word that names none is refused with the one that is near. */
export async function knownFormat(word: string): Promise<FormatId> {
  if (isFormatId(word)) return word;
  const meant = await didYouMean(word, formatIds);
  const hint = meant === undefined ? `Formats: ${formatIds.join(", ")}` : `Did you mean ${meant}?`;
  throw usageError(`Unknown format ${JSON.stringify(word)}`, hint);
}

/** A format in the edition that an option names; a format alone without one. */
export function knownEdition(format: FormatId, edition: string | undefined): FormatRef {
  const ids = editionsOf(format).map(({ id }) => id);
  if (edition === undefined || ids.includes(edition)) return inEdition(format, edition);
  throw usageError(`${format} has no edition ${JSON.stringify(edition)}`, `Editions: ${ids.join(", ")}`);
}
