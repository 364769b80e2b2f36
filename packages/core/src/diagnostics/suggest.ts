import { closest, distance } from "fastest-levenshtein";

/** The known word a person probably meant, or `undefined` when none is near. */
export function suggest(word: string, known: Iterable<string>): string | undefined {
  const words = [...known];
  if (words.length === 0 || word.length > 200) return undefined;
  const folded = new Map(words.map((candidate) => [fold(candidate), candidate]));
  const same = folded.get(fold(word));
  if (same !== undefined) return same;
  const best = closest(fold(word), [...folded.keys()]);
  const near = distance(fold(word), best) <= Math.max(1, Math.floor(Math.max(word.length, best.length) / 3));
  return near ? folded.get(best) : undefined;
}

/** A help line that starts with the nearest known word and falls back to listing them. */
export function didYouMean(word: string, known: Iterable<string>, what: string): string {
  const words = [...known];
  const near = suggest(word, words);
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (words.length === 0) return `There are no ${what}.`;
  const shown = words.slice(0, 12).join(", ");
  return `Known ${what}: ${shown}${words.length > 12 ? ", …" : ""}.`;
}

/** Whether two words differ only in case, spaces, dots, dashes and underscores. */
export function isSameWord(left: string, right: string): boolean {
  return fold(left) === fold(right);
}

// Spelling of case, dots, dashes and underscores differs between vendors and languages more often than a letter does.
function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[\s._-]/gu, "");
}
