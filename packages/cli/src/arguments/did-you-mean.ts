/** The candidate that is most likely meant, if one is near. */
export async function didYouMean(word: string, candidates: Iterable<string>): Promise<string | undefined> {
  const { distance } = await import("fastest-levenshtein");
  let best: { candidate: string; edits: number } | undefined;
  for (const candidate of candidates) {
    const edits = distance(word, candidate);
    if (best === undefined || edits < best.edits) best = { candidate, edits };
  }
  return best !== undefined && best.edits <= Math.max(1, Math.floor(word.length / 3)) ? best.candidate : undefined;
}
