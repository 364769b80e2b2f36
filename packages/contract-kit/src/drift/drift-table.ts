import type { Provenance } from "@shotlist/schema";
import { inEnglish, type Wording } from "../report/wording.ts";
import type { TraceFinding } from "../trace/check-trace.ts";
import type { NewWord } from "./new-words.ts";
import type { DriftedRule, DriftReport } from "./drift-of.ts";

const mostPlaces = 3;

/** A drift report as text, rule by rule. Calls are counted from 1. */
export function toDriftTable(report: DriftReport, { translate = inEnglish }: Wording = {}): string {
  const lines = [...report.rules.flatMap(describeRule), ...report.added.map(describeAdded)].map(translate);
  return [...lines, summary(report, translate)].map((line) => `${line}\n`).join("");
}

function summary(
  { format, judged, foreign, incomplete, rules, added }: DriftReport,
  translate: NonNullable<Wording["translate"]>,
): string {
  const counts = [
    judged === 1 ? `1 call of ${format} judged` : `${judged} calls of ${format} judged`,
    ...(foreign === 0 ? [] : [foreign === 1 ? "1 call of other APIs" : `${foreign} calls of other APIs`]),
    ...(incomplete === 0 ? [] : [`${incomplete} incomplete (recorded without the body of the answer)`]),
  ];
  const found = judged === 0 ? ["nothing to judge"] : foundBy(rules, added);
  return [counts, found].map((parts) => parts.map(translate).join(translate(", "))).join(translate(": "));
}

function foundBy(rules: readonly DriftedRule[], added: readonly NewWord[]): readonly string[] {
  const broken = rules.filter(({ level }) => level === "reject").length;
  const advised = rules.length - broken;
  const parts = [
    ...(broken === 0 ? [] : [broken === 1 ? "1 rule broken" : `${broken} rules broken`]),
    ...(advised === 0 ? [] : [advised === 1 ? "1 rule advised against" : `${advised} rules advised against`]),
    ...(added.length === 0 ? [] : [`${added.length} unknown to the format`]),
  ];
  return parts.length === 0 ? ["no drift"] : parts;
}

function describeRule({ rule, level, message, provenance, findings }: DriftedRule): readonly string[] {
  const places = findings.slice(0, mostPlaces).map(describeFinding);
  const more = findings.length - places.length;
  const source = sourceOf(provenance);
  return [
    level === "reject" ? `DRIFT  ${rule}: ${message} (${source})` : `advice ${rule}: ${message} (${source})`,
    ...places,
    ...(more === 0 ? [] : [`         and ${more} more`]),
  ];
}

function describeFinding({ entry, path, seen, allowed, message }: TraceFinding): string {
  const place = path === "" ? `${entry + 1}` : `${entry + 1} ${path}`;
  // What a schema allows is what its rule says.
  return allowed === message
    ? `         call ${place}: found ${seen}`
    : `         call ${place}: found ${seen}; allowed: ${allowed}`;
}

function describeAdded({ what, message, path, seen, entries }: NewWord): string {
  const [first = 0] = entries;
  return entries.length === 1
    ? `new    ${what} in ${message}: ${path} is ${seen} (call ${first + 1})`
    : `new    ${what} in ${message}: ${path} is ${seen} (call ${first + 1}, in ${entries.length} calls)`;
}

function sourceOf({ grade, source }: Provenance): string {
  return source === undefined ? grade : `${grade}, ${source}`;
}
