import { type FormatFacts, type FormatRef, isFormatRef, messageNames, hasMessage, rulesOf } from "@shotlist/schema";

/** A source of a format, with how old it is and how much rests on it. */
export interface ListedSource {
  readonly format: string;
  readonly source: string;
  readonly place: string;
  readonly asOf: string;
  readonly days: number;
  /** How many facts and rules name it. */
  readonly facts: number;
  /** Each of them, such as `models doubao-seedance-2-0 duration` or `rule submit.request size.enum`. */
  readonly about: readonly string[];
}

const dayMs = 86_400_000;

/** Every source of these formats, oldest first; among equals, the one on which most rests. */
export function listSources(formats: readonly FormatFacts[], nowMs: number): readonly ListedSource[] {
  return formats
    .flatMap((facts) => {
      const found = factsBySource(facts);
      return Object.entries(facts.sources).map(([source, { place, asOf }]) => ({
        format: facts.id,
        source,
        place,
        asOf,
        days: Math.max(0, Math.floor((nowMs - firstDayOf(asOf)) / dayMs)),
        facts: found.get(source)?.length ?? 0,
        about: found.get(source) ?? [],
      }));
    })
    .toSorted((left, right) => right.days - left.days || right.facts - left.facts);
}

function factsBySource(facts: FormatFacts): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (source: string, about: string): void => void found.set(source, [...(found.get(source) ?? []), about]);
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "source" && typeof inner === "string")
        add(inner, path.filter((step) => step !== "provenance").join(" "));
      else visit(inner, [...path, nameOf(key, inner)]);
    }
  };
  visit({ ...facts, sources: {} }, []);
  if (isFormatRef(facts.id)) for (const { source, about } of ruleSources(facts.id)) add(source, about);
  return found;
}

/** What an entry of a list is called, where it says so itself. */
function nameOf(key: string, value: unknown): string {
  if (!/^[0-9]+$/.test(key) || typeof value !== "object" || value === null) return key;
  const { id, word, field, occasion, models }: Partial<Record<string, unknown>> = { ...value };
  const name = [id, word, field, occasion, models].find((one) => typeof one === "string" || Array.isArray(one));
  return name === undefined ? key : String(name);
}

function ruleSources(format: FormatRef): readonly { readonly source: string; readonly about: string }[] {
  return messageNames
    .filter((message) => hasMessage(format, message))
    .flatMap((message) =>
      rulesOf(format, message).map(({ id, provenance }) => ({
        source: provenance.source ?? "",
        about: `rule ${message} ${id}`,
      })),
    );
}

/** A source that bears only a year or a month may be as old as its first day: it is to be read again. */
function firstDayOf(asOf: string): number {
  return Date.parse(asOf);
}
