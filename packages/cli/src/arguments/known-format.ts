import { formatIds, isFormatId, type FormatId } from "@shotlist/schema";
import { usageError } from "../errors.ts";
import { didYouMean } from "./did-you-mean.ts";

/** The format that a word names; a word that names none is refused with the one that is near. */
export async function knownFormat(word: string): Promise<FormatId> {
  if (isFormatId(word)) return word;
  const meant = await didYouMean(word, formatIds);
  const hint = meant === undefined ? `The formats: ${formatIds.join(", ")}` : `Did you mean ${meant}?`;
  throw usageError(`There is no format ${JSON.stringify(word)}`, hint);
}
