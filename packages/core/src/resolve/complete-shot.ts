import type { CompiledProvider } from "./providers.ts";
import type { Media, Reference, ResolvedShot, TakeId } from "../plan/plan.ts";
import { takeIdOf } from "../plan/take-id.ts";
import { modelFactsOf } from "../formats/model-facts.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { Located } from "../read/located.ts";
import { cellOf, type ReadContext } from "./context.ts";
import type { Cell } from "./matrix.ts";
import type { DraftReference, ShotDraft } from "./shot-draft.ts";
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
  draft: ShotDraft,
  surroundings: CompleteSurroundings,
): { readonly intent: ResolvedShot; readonly dependsOn: readonly TakeId[] } | undefined {
  const { provider } = surroundings;
  const model = draft.model ?? reportMissingModel(surroundings);
  const { prompt } = draft;
  if (model === undefined) return undefined;
  const dependsOn = new Set<TakeId>();
  const references = draft.references.flatMap((reference) => bindReference(reference, surroundings, dependsOn) ?? []);
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
  const intent: ResolvedShot = {
    prompt: prompt ?? [],
    model,
    ...(draft.frames === undefined ? { duration: draft.duration ?? defaultDuration } : { frames: draft.frames }),
    resolution: draft.resolution ?? terms?.resolution ?? defaultResolution,
    ...(ratio === undefined ? {} : { ratio }),
    references,
    audio: draft.audio ?? false,
    ...present("seed", draft.seed),
    ...present("watermark", draft.watermark),
    ...present("returnLastFrame", returnLastFrame),
    ...present("draft", draft.draft),
    ...present("draftOf", draftOf),
    ...present("serviceTier", draft.serviceTier),
    ...present("expiresAfter", draft.expiresAfter),
    ...present("extra", draft.extra),
  };
  return { intent, dependsOn: [...dependsOn] };
}

function present<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [Key in Name]?: Value } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a computed key widens to `string`; it is `Name` by construction
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]?: Value });
}

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
  { kind, role, media, node }: DraftReference,
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
  { draftOf }: ShotDraft,
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
