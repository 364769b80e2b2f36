import type { FormatRef } from "@shotlist/schema";
import type { Case } from "./case.ts";
import { fixtureCases } from "./fixture-cases.ts";
import { gateCases } from "./gate-cases.ts";
import { generatedCases } from "./generated-cases.ts";
import { storyCases } from "./story-cases.ts";
import { writtenCases } from "./written-cases.ts";

const known = new Map<FormatRef, readonly Case[]>();

/**
 * Every case of a format: first the ones that never bill, then the most useful ones. Derived from schemas, facts and
 * fixtures, so a new format has its cases with its folder.
 */
export function casesOf(format: FormatRef): readonly Case[] {
  // Nothing that they follow from changes while the program runs.
  const cases = known.get(format) ?? deriveCases(format);
  known.set(format, cases);
  return cases;
}

function deriveCases(format: FormatRef): readonly Case[] {
  const all = [
    ...gateCases(format),
    ...writtenCases(format),
    ...storyCases(format),
    ...fixtureCases(format),
    ...generatedCases(format),
  ];
  return withDistinctIds([...all.filter(({ bills }) => !bills), ...all.filter(({ bills }) => bills)]);
}

/** Two fixtures may be named alike. */
function withDistinctIds(cases: readonly Case[]): readonly Case[] {
  const counts = new Map<string, number>();
  return cases.map((one) => {
    const count = (counts.get(one.id) ?? 0) + 1;
    counts.set(one.id, count);
    return count === 1 ? one : { ...one, id: `${one.id}-${count}` };
  });
}
