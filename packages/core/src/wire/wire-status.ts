import { relatedStatusOf, spellingOf, type CanonicalStatus, type FormatFacts } from "@shotlist/schema";
import { safeText } from "./safe-text.ts";

/** A status word as the vendor wrote it, and what it means. */
export interface ReadStatus {
  readonly status: CanonicalStatus;
  readonly wireStatus: string;
  readonly warnings: readonly string[];
  /** The word is another format's. */
  readonly readAlike?: true;
  /** Nobody knows the word, or there is none: what else the answer says is worth a look. */
  readonly unknown?: true;
}

/**
 * Looks a status word up in the format's facts, then in those of the other formats. A word that none of them lists keeps the
 * task open, with a warning: taking it for an end would lose a clip that is paid for.
 */
export function readStatus(word: unknown, facts: Pick<FormatFacts, "statuses">): ReadStatus {
  if (typeof word !== "string" || word.trim() === "") {
    return { status: "running", wireStatus: "", warnings: ["The vendor's answer has no status."], unknown: true };
  }
  const spelling = spellingOf(word);
  const listed =
    facts.statuses.find((status) => status.word === word) ??
    facts.statuses.find((status) => spellingOf(status.word) === spelling);
  const wireStatus = safeText(word);
  if (listed !== undefined) return { status: listed.canonical, wireStatus, warnings: [] };
  const related = relatedStatusOf(word);
  if (related === undefined) {
    return {
      status: "running",
      wireStatus,
      warnings: [`The vendor's status "${wireStatus}" is unknown.`],
      unknown: true,
    };
  }
  const warning = `The vendor's status "${wireStatus}" is not in the format's documents; it is treated as ${related}, as in related formats.`;
  return { status: related, wireStatus, warnings: [warning], readAlike: true };
}
