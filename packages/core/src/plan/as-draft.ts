import { type ModelFacts, modelFactsOf, present } from "@shotlist/schema";
import type { DraftForm } from "../model/draft.ts";
import type { CompiledProvider } from "../model/provider.ts";
import type { ResolvedShot } from "../model/shot.ts";
import { codecFor } from "../formats/codec-for.ts";
import { placeholderBindings } from "../wire/placeholder-bindings.ts";

/** A shot in its cheapest form. */
export interface Drafted {
  readonly asked: ResolvedShot;
  readonly form: DraftForm;
}

/** The cheapest form that a sound shot's model documents. What the shot asks for besides stays as it is. */
export function asDraft(asked: ResolvedShot, { facts, resolved: { format } }: CompiledProvider): Drafted {
  const model = modelFactsOf(asked.model, facts);
  if (asked.draft === true) return { asked, form: "as-written" };
  if (model === undefined) return { asked, form: "unlisted" };
  const drafted = model.draft?.value === true ? realDraft(asked, model) : atLowestResolution(asked, model);
  // What `extra` lays over the request may undo it: then nothing is cheaper, and the same clip is not bought under two digests.
  const wireOf = (shot: ResolvedShot): string =>
    JSON.stringify(codecFor(format).encodeSubmit(shot, placeholderBindings(shot, facts)));
  return drafted === undefined || wireOf(drafted.asked) === wireOf(asked) ? { asked, form: "as-written" } : drafted;
}

function realDraft(asked: ResolvedShot, { draftTerms }: ModelFacts): Drafted {
  const terms = draftTerms?.value;
  if (terms === undefined) return { asked: { ...asked, draft: true }, form: "draft" };
  const { serviceTier, returnLastFrame, ...rest } = asked;
  const tier = serviceTier !== undefined && terms.serviceTiers.includes(serviceTier) ? serviceTier : undefined;
  const kept = present({ serviceTier: tier, returnLastFrame: terms.returnLastFrame ? returnLastFrame : undefined });
  return { asked: { ...rest, ...kept, draft: true, resolution: terms.resolution }, form: "draft" };
}

function atLowestResolution(asked: ResolvedShot, { resolutions, ratioPixels }: ModelFacts): Drafted | undefined {
  // A model whose id names its resolution has no other.
  if (/-\d+[pk]$/u.test(asked.model)) return undefined;
  const { ratio } = asked;
  const offered = resolutions.value.filter((resolution) => {
    const sizes = ratioPixels?.value[resolution];
    return sizes === undefined || ratio === undefined || ratio === "adaptive" || Object.hasOwn(sizes, ratio);
  });
  const [lowest] = offered.toSorted((left, right) => linesOf(left) - linesOf(right));
  if (lowest === undefined || linesOf(lowest) >= linesOf(asked.resolution)) return undefined;
  return { asked: { ...asked, resolution: lowest }, form: "lowest-resolution" };
}

/** Lines of a resolution such as `720p`, or thousands of columns such as `4k`; a word of another kind is never lower. */
function linesOf(resolution: string): number {
  const { number, unit } = /^(?<number>\d+)(?<unit>[pk])$/iu.exec(resolution)?.groups ?? {};
  if (number === undefined) return Infinity;
  return unit?.toLowerCase() === "k" ? Number(number) * 540 : Number(number);
}
