import type { CanonicalStatus, WireStatus } from "./facts/facts.ts";
import { factsOf, formatIds } from "./formats.ts";
import type { Provenance } from "./facts/provenance.ts";

/** What somebody else's format calls a status says nothing about the words of others. */
const builtIn = [...formatIds];

const assumed: Provenance = { grade: "assumed" };

/** Words that no format's document lists and that gateways are reported to forward from the services behind them. */
const handedOn: readonly WireStatus[] = [
  ...["pending", "waiting", "queueing", "created", "accepted"].map((word) => statusOf(word, "queued")),
  ...["generating", "working"].map((word) => statusOf(word, "running")),
  ...["done", "complete", "finished"].map((word) => statusOf(word, "succeeded")),
  ...["error", "errored", "fail"].map((word) => statusOf(word, "failed")),
  ...["timeout", "timed_out"].map((word) => statusOf(word, "expired")),
];

function statusOf(word: string, canonical: CanonicalStatus): WireStatus {
  return { word, canonical, provenance: assumed };
}

/** One spelling for words that differ in case, spaces, hyphens or the double l of `cancelled`. */
export function spellingOf(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/gu, "_")
    .replace(/^canceled$/u, "cancelled");
}

/** The meaning of a status word in all formats that have it; `undefined` if none has it, or two disagree. */
export function relatedStatusOf(word: string): CanonicalStatus | undefined {
  const spelling = spellingOf(word);
  const meanings = new Set(
    [...builtIn.flatMap((format) => factsOf(format).statuses), ...handedOn]
      .filter((status) => spellingOf(status.word) === spelling)
      .map(({ canonical }) => canonical),
  );
  const [only] = meanings;
  return meanings.size === 1 ? only : undefined;
}
