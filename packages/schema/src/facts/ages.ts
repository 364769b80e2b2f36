import { present } from "../json/present.ts";
import type { FormatFacts, ModelFacts, PriceFact } from "./facts.ts";
import type { Provenance } from "./provenance.ts";

/** Facts older than this number of days are reported as old. */
export const staleAfterDays = 180;

const dayMs = 86_400_000;

/** Something that is known about a provider, with how old the knowledge is. */
export interface FactAge {
  /** What it is about, such as `the model sora-2`. */
  readonly subject: string;
  /** Year, month or day of the source that was read. */
  readonly asOf: string;
  /** Days since then, at a day that the caller names: nothing here looks at a clock. */
  readonly days: number;
  readonly source: string | undefined;
  /** The day on which the thing ends or has ended. */
  readonly endsOn?: string;
  readonly isStale: boolean;
  readonly hasEnded: boolean;
}

/** The ages of the provider itself, of each of its models and of each of its prices, on a given day. */
export function agesOf(facts: FormatFacts, nowMs: number): readonly FactAge[] {
  const at = { facts, nowMs };
  const provider = { provenance: facts.baseUrl.provenance, endsOn: facts.endsOn?.value };
  return [
    toAge(`the provider ${facts.title}`, provider, at),
    ...facts.models.map((model) => toAge(`the model ${model.id}`, endOf(model), at)),
    ...facts.prices.map((price) => toAge(`the price of ${price.models.join(", ")}`, datesOf(price), at)),
  ];
}

/** The day of a source; `undefined` for assumptions. */
export function asOfOf({ sources }: Pick<FormatFacts, "sources">, { source }: Provenance): string | undefined {
  return source === undefined ? undefined : sources[source]?.asOf;
}

interface Dated {
  readonly provenance: Provenance;
  readonly asOf?: string;
  readonly endsOn?: string | undefined;
}

function endOf({ provenance, endsOn }: ModelFacts): Dated {
  return { provenance, endsOn: endsOn?.value };
}

function datesOf({ provenance, asOf, endsOn }: PriceFact): Dated {
  return { provenance, asOf, endsOn };
}

function toAge(
  subject: string,
  { provenance, asOf, endsOn }: Dated,
  { facts, nowMs }: { readonly facts: FormatFacts; readonly nowMs: number },
): FactAge {
  const day = asOf ?? asOfOf(facts, provenance) ?? "";
  const days = daysSince(day, nowMs);
  return {
    subject,
    asOf: day,
    days,
    source: provenance.source,
    ...present({ endsOn }),
    isStale: days > staleAfterDays,
    hasEnded: endsOn !== undefined && nowMs >= Date.parse(endsOn),
  };
}

/** Whether a statement from one day is old on another day. */
export function isStaleAt(asOf: string, nowMs: number): boolean {
  return daysSince(asOf, nowMs) > staleAfterDays;
}

function daysSince(asOf: string, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - lastDayOf(asOf)) / dayMs));
}

/** Milliseconds at the last day that a year, a month or a day may mean: a source is not called older than it must be. */
function lastDayOf(asOf: string): number {
  const [year = Number.NaN, month = 12, day] = asOf.split("-").map(Number);
  return day === undefined ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, day);
}
