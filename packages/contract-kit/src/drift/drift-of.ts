import { assertOptions } from "@shotlist/schema";
import type { FormatRef, Level, Provenance } from "@shotlist/schema";
import type { Recording } from "../record/recording.ts";
import { checkTrace } from "../trace/check-trace.ts";
import type { TraceFinding } from "../trace/check-trace.ts";
import { newWords } from "./new-words.ts";
import type { NewWord } from "./new-words.ts";

/** One rule that a recording breaks, with every place that shows it. */
export interface DriftedRule {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly provenance: Provenance;
  readonly findings: readonly TraceFinding[];
}

/** Differences between a recording and the format. */
export interface DriftReport {
  readonly format: FormatRef;
  /** Something was judged, and nothing departs from the format's own document; with `strict`, from anything known. */
  readonly ok: boolean;
  /** Calls that were judged. */
  readonly judged: number;
  /** Calls that do not belong to the format. */
  readonly foreign: number;
  /** Calls of the format whose answers were recorded without their bodies. */
  readonly incomplete: number;
  readonly rules: readonly DriftedRule[];
  /** Properties and error codes that the format does not know. */
  readonly added: readonly NewWord[];
}

/** Checks a recording against the current format, rule by rule. */
export function driftOf(recording: Recording, options: { readonly strict?: boolean } = {}): DriftReport {
  assertOptions<typeof options>("driftOf", options, { strict: "flag" });
  const { strict = false } = options;
  const { format, entries } = recording;
  const { ok, findings, judged, foreign, incomplete } = checkTrace(format, entries);
  const rules = [...Map.groupBy(findings, ({ rule, level }) => `${level} ${rule}`).values()]
    .map((group) => toRule(group))
    .toSorted((left, right) => Number(left.level === "advice") - Number(right.level === "advice"));
  const added = newWords(recording);
  const isQuiet = rules.length === 0 && added.length === 0;
  // Nothing is proved by a session that holds no call of the format.
  return { format, ok: judged > 0 && (strict ? isQuiet : ok), judged, foreign, incomplete, rules, added };
}

function toRule(findings: readonly TraceFinding[]): DriftedRule {
  const [first] = findings;
  if (first === undefined) throw new Error("a group of findings is empty");
  const { rule, level, message, provenance } = first;
  return { rule, level, message, provenance, findings };
}
