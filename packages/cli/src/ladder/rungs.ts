import { draftNameOf, type DraftForm, type Estimate, type Plan, type PlannedTake } from "@shotlist/core";

/** What a take costs as a draft, as a clip, and what looking at the draft first saves where its clip is not bought. */
export interface Rung {
  readonly storyboard: string;
  readonly id: string;
  readonly form: DraftForm;
  /** Resolution of the draft. */
  readonly resolution: string;
  readonly draft: Estimate;
  readonly final: Estimate;
  readonly saved: Estimate;
}

/** The rungs of all takes that have a draft, in the order of the clips. */
export function rungsOf(finals: readonly Plan[], drafts: readonly Plan[]): readonly Rung[] {
  const draftsByName = new Map(drafts.map((plan) => [plan.storyboard, plan]));
  return finals.flatMap((plan) => {
    const own = draftsByName.get(draftNameOf(plan.storyboard));
    const byId = new Map(own?.takes.map((take) => [take.id, take]));
    return plan.takes.flatMap((final) => {
      const draft = byId.get(final.id);
      const form = own?.drafts?.forms[final.id];
      return draft === undefined || form === undefined ? [] : [toRung(final, draft, form)];
    });
  });
}

function toRung(final: PlannedTake, draft: PlannedTake, form: DraftForm): Rung {
  return {
    storyboard: final.storyboard,
    id: final.id,
    form,
    resolution: draft.asked.resolution,
    draft: draft.estimate,
    final: final.estimate,
    saved: differenceOf(final.estimate, draft.estimate),
  };
}

/** Never a made-up number: `unknown` unless both are known in one currency. */
function differenceOf(final: Estimate, draft: Estimate): Estimate {
  if (final.kind === "unknown" || draft.kind === "unknown" || final.currency !== draft.currency)
    return { kind: "unknown" };
  const { currency } = final;
  const [least, most] = [minusMoney(lowest(final), lowest(draft)), minusMoney(highest(final), highest(draft))];
  return least === most
    ? { kind: "exact", amount: most, currency }
    : { kind: "range", min: Math.min(least, most), max: Math.max(least, most), currency };
}

/** In millionths, because differences of floats drift; a draft that costs more saves nothing. */
function minusMoney(from: number, amount: number): number {
  return Math.max(0, Math.round(from * 1e6) - Math.round(amount * 1e6)) / 1e6;
}

type Known = Exclude<Estimate, { kind: "unknown" }>;

function lowest(estimate: Known): number {
  return estimate.kind === "exact" ? estimate.amount : estimate.min;
}

function highest(estimate: Known): number {
  return estimate.kind === "exact" ? estimate.amount : estimate.max;
}
