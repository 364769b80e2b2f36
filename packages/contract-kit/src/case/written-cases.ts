import { factsOf } from "@shotlist/schema";
import type { FormatRef } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import type { WrittenCase } from "@shotlist/schema/contracts";
import { levelOf } from "../check/level-of.ts";
import type { Case, Expectation } from "./case.ts";

/** The cases that somebody wrote down because no schema and no fact says them, and the plain reads. */
export function writtenCases(format: FormatRef): readonly Case[] {
  return [...contractOf(format).cases.map((written) => toCase(format, written)), ...readCases(format)];
}

function toCase(format: FormatRef, { id, title, operation, provenance, level, request, expects }: WrittenCase): Case {
  const { key = "valid", ...rest } = request;
  return {
    id: `written/${id}`,
    format,
    operation,
    title,
    rule: `written: ${id}`,
    provenance,
    level: level ?? levelOf(provenance),
    request: { kind: "call", operation, key, ...rest },
    expectation: toExpectation(expects),
    bills: operation === "submit" && key === "valid",
  };
}

function toExpectation(expects: WrittenCase["expects"]): Expectation {
  if (expects.kind !== "refused") return expects;
  const { occasion, orOccasion } = expects;
  return { kind: "refused", occasions: orOccasion === undefined ? [occasion] : [occasion, orOccasion] };
}

/** Calls that read without naming a task. */
function readCases(format: FormatRef): readonly Case[] {
  const { operations } = factsOf(format);
  return (["models", "list"] as const).flatMap((operation) => {
    const found = operations[operation];
    if (found === undefined) return [];
    return [
      {
        id: `${operation}/answers`,
        format,
        operation,
        title: `answers ${operation}`,
        rule: `${operation}: answers`,
        provenance: found.provenance,
        level: levelOf(found.provenance),
        request: { kind: "call", operation, key: "valid" },
        expectation: { kind: "accepted" },
        bills: false,
      } satisfies Case,
    ];
  });
}
