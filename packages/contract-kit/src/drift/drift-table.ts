import type { Provenance } from "@shotlist/schema";
import type { TraceFinding } from "../trace/check-trace.ts";
import type { NewWord } from "./new-words.ts";
import type { DriftedRule, DriftReport } from "./drift-of.ts";

const mostPlaces = 3;

/** A drift report as text, rule by rule. Calls are counted from 1. */
export function toDriftTable({ format, judged, foreign, incomplete, rules, added }: DriftReport): string {
  const others = foreign === 0 ? "" : `, ${count(foreign, "call")} of other APIs`;
  const cut = incomplete === 0 ? "" : `, ${incomplete} incomplete (recorded without the body of the answer)`;
  const lines = [
    ...rules.flatMap(describeRule),
    ...added.map(describeAdded),
    `${count(judged, "call")} of ${format} judged${others}${cut}: ${judged === 0 ? "nothing to judge" : summary(rules, added)}`,
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function summary(rules: readonly DriftedRule[], added: readonly NewWord[]): string {
  const broken = rules.filter(({ level }) => level === "reject").length;
  const advised = rules.length - broken;
  const parts = [
    broken === 0 ? "" : `${count(broken, "rule")} broken`,
    advised === 0 ? "" : `${count(advised, "rule")} advised against`,
    added.length === 0 ? "" : `${added.length} unknown to the format`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? "no drift" : parts.join(", ");
}

function describeRule({ rule, level, message, provenance, findings }: DriftedRule): readonly string[] {
  const mark = level === "reject" ? "DRIFT " : "advice";
  const places = findings.slice(0, mostPlaces).map(describeFinding);
  const more = findings.length - places.length;
  return [
    `${mark} ${rule}: ${message} (${sourceOf(provenance)})`,
    ...places,
    ...(more === 0 ? [] : [`         and ${more} more`]),
  ];
}

function describeFinding({ entry, path, seen, allowed, message }: TraceFinding): string {
  // What a schema allows is what its rule says.
  const rest = allowed === message ? "" : `; allowed: ${allowed}`;
  return `         call ${entry + 1}${path === "" ? "" : ` ${path}`}: found ${seen}${rest}`;
}

function describeAdded({ what, message, path, seen, entries }: NewWord): string {
  const [first = 0] = entries;
  const more = entries.length === 1 ? "" : `, in ${entries.length} calls`;
  return `new    ${what} in ${message}: ${path} is ${seen} (call ${first + 1}${more})`;
}

function sourceOf({ grade, source }: Provenance): string {
  return source === undefined ? grade : `${grade}, ${source}`;
}

function count(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? "" : "s"}`;
}
