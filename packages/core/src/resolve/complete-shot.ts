import type { Media, Reference, ResolvedShot, TakeId } from "../model/plan.ts";
import type { CompiledProvider } from "../model/provider.ts";
import { takeIdOf } from "../model/take-id.ts";
import { modelFactsOf } from "../model/model-facts.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { Located } from "../text/located.ts";
import { cellOf, type ReadContext } from "./context.ts";
import type { Cell } from "./matrix.ts";
import type { WrittenReference, WrittenShot } from "./written-shot.ts";
import type { ResolvedShotEntry } from "./storyboard.ts";
import type { Variants } from "./variants.ts";

export interface CompleteSurroundings {
  readonly shot: ResolvedShotEntry;
  readonly cell: Cell;
  readonly context: ReadContext;
  readonly provider: CompiledProvider;
  readonly variants: Variants;
}

/** Defaults, fixed within a major version. */
const defaultDuration = 5;
const defaultResolution = "720p";
const defaultRatio = "16:9";

/** Fills the defaults in and binds every other shot's result to its take. */
export function completeShot(
  draft: WrittenShot,
  surroundings: CompleteSurroundings,
): { readonly intent: ResolvedShot; readonly dependsOn: readonly TakeId[] } | undefined {
  const { provider } = surroundings;
  const model = draft.model ?? reportMissingModel(surroundings);
  const { prompt } = draft;
  if (model === undefined) return undefined;
  const dependsOn = new Set<TakeId>();
  const references =
    draft.references.length === 0
      ? noReferences
      : draft.references.flatMap((reference) => bindReference(reference, surroundings, dependsOn) ?? []);
  const draftOf = bindDraft(draft, surroundings, dependsOn);
  for (const { shot, node } of draft.needs) {
    for (const id of takesOf(shot, node, surroundings) ?? []) dependsOn.add(id);
  }
  if (references.length < draft.references.length || draftOf === "unbound") return undefined;
  const framed = draft.references.some(({ role }) => role === "first_frame");
  const ratio = draft.ratio ?? (framed ? undefined : defaultRatio);
  const terms = draft.draft === true ? modelFactsOf(model, provider.facts)?.draftTerms?.value : undefined;
  const returnLastFrame =
    draft.returnLastFrame ?? (terms?.returnLastFrame === false ? undefined : returnedByDefault(model, provider));
  const intent: Building = {
    prompt: prompt ?? [],
    model,
    resolution: draft.resolution ?? terms?.resolution ?? defaultResolution,
    references,
    audio: draft.audio ?? false,
  };
  if (draft.frames === undefined) intent.duration = draft.duration ?? defaultDuration;
  else intent.frames = draft.frames;
  // Assigned one by one: a field nobody set is absent, and spreading ten small objects for each take is what compiling costs.
  if (ratio !== undefined) intent.ratio = ratio;
  if (draft.seed !== undefined) intent.seed = draft.seed;
  if (draft.watermark !== undefined) intent.watermark = draft.watermark;
  if (returnLastFrame !== undefined) intent.returnLastFrame = returnLastFrame;
  if (draft.draft !== undefined) intent.draft = draft.draft;
  if (draftOf !== undefined) intent.draftOf = draftOf;
  if (draft.serviceTier !== undefined) intent.serviceTier = draft.serviceTier;
  if (draft.expiresAfter !== undefined) intent.expiresAfter = draft.expiresAfter;
  if (draft.extra !== undefined) intent.extra = draft.extra;
  return { intent, dependsOn: dependsOn.size === 0 ? independent : [...dependsOn] };
}

type Building = { -readonly [Field in keyof ResolvedShot]: ResolvedShot[Field] };

// Shared, because most takes of a batch have neither.
const independent: readonly TakeId[] = [];
const noReferences: readonly Reference[] = [];

/** Asked for by default only where the format's own document offers it. */
function returnedByDefault(model: string, { facts }: CompiledProvider): true | undefined {
  const fact = modelFactsOf(model, facts)?.returnLastFrame;
  return fact?.value === true && fact.provenance.grade === "documented" ? true : undefined;
}

function reportMissingModel({ shot, provider, context }: CompleteSurroundings): undefined {
  const models = provider.facts.models.map(({ id }) => id).join(", ");
  context.report({
    code: "model-missing",
    at: shot.node.entries.get("id")?.value ?? shot.node,
    message: `No model is named for the shot "${shot.id}"`,
    help: `Write \`defaults: { model: … }\`. ${provider.resolved.name} documents ${models}.`,
  });
  return undefined;
}

function bindReference(
  { kind, role, media, node }: WrittenReference,
  surroundings: CompleteSurroundings,
  dependsOn: Set<TakeId>,
): Reference | undefined {
  if (media.from !== "shot") return { kind, role, media: media satisfies Media };
  const [take] = takesOf(media.result.shot, node, surroundings, media.result.take) ?? [];
  const { what } = media.result;
  if (take === undefined || what === "shot") return undefined;
  dependsOn.add(take);
  return { kind, role, media: { from: "take", take, what } };
}

function bindDraft(
  { draftOf }: WrittenShot,
  surroundings: CompleteSurroundings,
  dependsOn: Set<TakeId>,
): ResolvedShot["draftOf"] | "unbound" {
  if (draftOf === undefined) return undefined;
  if ("task" in draftOf) return draftOf;
  const node = surroundings.shot.fields.get("draftOf")?.node ?? surroundings.shot.node;
  const [take] = takesOf(draftOf.shot, node, surroundings, draftOf.take) ?? [];
  if (take === undefined) return "unbound";
  dependsOn.add(take);
  return { take };
}

/** The take of a shot in the same variant; every take of it where no number is given. */
function takesOf(
  shot: string,
  node: Located,
  { context, cell, variants }: CompleteSurroundings,
  number?: number,
): readonly TakeId[] | undefined {
  const shots = context.scope.shots ?? new Set<string>();
  const report = (code: "shot-unknown" | "dependency-variant", message: string, help: string): undefined => {
    context.report({ code, at: node, message, help, ...cellOf(context) });
    return undefined;
  };
  if (!shots.has(shot)) return report("shot-unknown", `There is no shot "${shot}"`, didYouMean(shot, shots, "shots"));
  const cells = variants.matching(shot, cell);
  if (cells.length === 0) {
    return report(
      "dependency-variant",
      `The shot "${shot}" is not rendered in this variant`,
      "Give both shots the same matrix.",
    );
  }
  if (cells.length > 1 && number !== undefined) {
    const help = `Give this shot the names that tell them apart: ${cells[0]?.identity.join(", ") ?? ""}.`;
    return report("dependency-variant", `${cells.length} variants of the shot "${shot}" fit this one`, help);
  }
  return cells.map(({ identity, values }) =>
    takeIdOf({ shot, cell: identity.map((name) => [name, String(values[name])]), take: number ?? 1 }),
  );
}
