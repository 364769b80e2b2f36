import type { CanonicalStatus, FormatFacts } from "@shotlist/schema";
import { safeText } from "./safe-text.ts";

/** A status word as the vendor wrote it, and what it means. */
export interface ReadStatus {
  readonly status: CanonicalStatus;
  readonly wireStatus: string;
  readonly warnings: readonly string[];
}

/**
 * Looks a status word up in the format's facts. A word that they do not list keeps the task open, with a warning:
 * taking it for an end would lose a clip that is paid for.
 */
export function readStatus(word: unknown, facts: Pick<FormatFacts, "statuses">): ReadStatus {
  if (typeof word !== "string" || word === "") {
    return { status: "running", wireStatus: "", warnings: ["The vendor's answer names no status."] };
  }
  const known = facts.statuses.find((status) => status.word === word) ?? findLoosely(word, facts);
  const wireStatus = safeText(word);
  if (known !== undefined) return { status: known.canonical, wireStatus, warnings: [] };
  return { status: "running", wireStatus, warnings: [`The vendor's status "${wireStatus}" is not known.`] };
}

function findLoosely(word: string, facts: Pick<FormatFacts, "statuses">): FormatFacts["statuses"][number] | undefined {
  const spelling = toOneSpelling(word);
  return facts.statuses.find((status) => toOneSpelling(status.word) === spelling);
}

function toOneSpelling(word: string): string {
  return word.toLowerCase().replace(/^canceled$/, "cancelled");
}
