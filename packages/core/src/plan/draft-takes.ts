import { checkDependencies } from "../check/check-takes.ts";
import { checkRequest } from "../check/check-request.ts";
import { checkTake } from "../check/check-take.ts";
import type { Collector } from "../diagnostics/collector.ts";
import type { DraftForm, WithoutDraft } from "../model/draft.ts";
import type { TakeId } from "../model/take-id.ts";
import type { ResolvedTake } from "../resolve/resolve-takes.ts";
import type { ResolvedStoryboard } from "../resolve/storyboard.ts";
import { asDraft } from "./as-draft.ts";

/** The drafts of a storyboard, in dependency order. */
export interface DraftTakes {
  readonly takes: readonly ResolvedTake[];
  readonly forms: ReadonlyMap<TakeId, DraftForm>;
  readonly without: readonly WithoutDraft[];
}

/**
 * Sound takes in their cheapest form, checked again in it. One that is made from a draft, and whatever is made from that one, has
 * no draft: its draft is a take of its own.
 */
export function draftTakesOf(
  order: readonly ResolvedTake[],
  storyboard: ResolvedStoryboard,
  { report, knownSeconds }: Pick<Collector, "report"> & { readonly knownSeconds: ReadonlyMap<string, number> },
): DraftTakes {
  const without = new Map<TakeId, WithoutDraft>();
  const forms = new Map<TakeId, DraftForm>();
  const takes: ResolvedTake[] = [];
  for (const take of order) {
    const reason = reasonWithout(take, without);
    if (reason !== undefined) {
      without.set(take.id, { take: take.id, reason });
      continue;
    }
    const { asked, form } = asDraft(take.asked, take.provider);
    forms.set(take.id, form);
    takes.push({ ...take, asked, former: undefined });
  }
  check(takes, storyboard, { report, knownSeconds });
  return { takes, forms, without: [...without.values()] };
}

function reasonWithout(
  { asked: { draftOf }, dependsOn }: ResolvedTake,
  without: ReadonlyMap<TakeId, WithoutDraft>,
): string | undefined {
  if (draftOf !== undefined) return `is made from the draft ${"take" in draftOf ? draftOf.take : draftOf.task}`;
  const needed = dependsOn.find((id) => without.has(id));
  return needed === undefined ? undefined : `needs ${needed}, which has no draft`;
}

function check(
  takes: readonly ResolvedTake[],
  { providers, context: ofAll }: ResolvedStoryboard,
  { report, knownSeconds }: Parameters<typeof draftTakesOf>[2],
): void {
  const byId = new Map(takes.map((take) => [take.id, take]));
  for (const take of takes) {
    const { asked, references, provider, shot, cell } = take;
    const context = { ...ofAll, cell, cellCount: shot.cells.length };
    const input = { asked, references, provider, shot, cell, context, providers, knownSeconds };
    if (checkTake(input)) checkRequest(input);
    checkDependencies(take, { takes: byId, providers, report });
  }
}
