import { type FormatFacts, type FormatRef, isFormatRef, messageNames, hasMessage, rulesOf } from "@shotlist/schema";

/** A source of a format, with how old it is and how much rests on it. */
export interface ListedSource {
  readonly format: string;
  readonly source: string;
  readonly place: string;
  readonly asOf: string;
  readonly days: number;
  /** Facts and rules that name it. */
  readonly facts: number;
}

const dayMs = 86_400_000;

/** Every source of these formats, oldest first; among equals, the one on which most rests. */
export function listSources(formats: readonly FormatFacts[], nowMs: number): readonly ListedSource[] {
  return formats
    .flatMap((facts) => {
      const counts = countSources(facts);
      return Object.entries(facts.sources).map(([source, { place, asOf }]) => ({
        format: facts.id,
        source,
        place,
        asOf,
        days: Math.max(0, Math.floor((nowMs - firstDayOf(asOf)) / dayMs)),
        facts: counts.get(source) ?? 0,
      }));
    })
    .toSorted((left, right) => right.days - left.days || right.facts - left.facts);
}

function countSources(facts: FormatFacts): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (source: string): void => void counts.set(source, (counts.get(source) ?? 0) + 1);
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "source" && typeof inner === "string") count(inner);
      else visit(inner);
    }
  };
  visit({ ...facts, sources: {} });
  if (isFormatRef(facts.id)) for (const source of ruleSources(facts.id)) count(source);
  return counts;
}

function ruleSources(format: FormatRef): readonly string[] {
  return messageNames
    .filter((message) => hasMessage(format, message))
    .flatMap((message) => rulesOf(format, message).map(({ provenance }) => provenance.source ?? ""));
}

/** A source that bears only a year or a month may be as old as its first day: it is to be read again. */
function firstDayOf(asOf: string): number {
  return Date.parse(asOf);
}
