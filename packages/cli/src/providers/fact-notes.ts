import { agesOf, factsAt, type FactAge, staleAfterDays } from "@shotlist/schema";
import type { World } from "../world/world.ts";
import type { ProviderEndpoint } from "./endpoint-of.ts";

/**
 * What to say about the age of a provider's facts: how much is older than half a year and, at the vendor's own host, what
 * has ended there.
 */
export function factNotes(
  { name, format, baseUrl }: Pick<ProviderEndpoint, "name" | "format" | "baseUrl">,
  { now = Date.now }: Pick<World, "now">,
): readonly string[] {
  const facts = factsAt(name, format);
  const ages = agesOf(facts, now());
  const ended = baseUrl === facts.baseUrl.value ? ages.filter(({ hasEnded }) => hasEnded) : [];
  const stale = ages.filter(({ isStale, hasEnded }) => isStale && !hasEnded);
  return [...ended.map(describeEnd), ...(stale.length === 0 ? [] : [describeStale(stale)])];
}

function describeEnd({ subject, endsOn }: FactAge): string {
  return `${subject} ended on ${endsOn}; your own endpoints with this format still work`;
}

function describeStale(stale: readonly FactAge[]): string {
  const oldest = stale.reduce((left, right) => (right.days > left.days ? right : left));
  const others = stale.length === 1 ? "" : ` and ${stale.length - 1} more`;
  return `${oldest.subject}${others}: last checked on ${oldest.asOf}, more than ${staleAfterDays} days ago`;
}
