import { present } from "@shotlist/schema";
import { checkCell, checkDependencies } from "../check/check-takes.ts";
import type { Collector, Report } from "../diagnostics/collector.ts";
import { draftDirOf, draftNameOf } from "../model/draft.ts";
import type { Digest, Drafts, Plan, PlannedTake, ResolvedProvider } from "../model/plan.ts";
import type { TakeId } from "../model/take-id.ts";
import { slugsOf } from "../model/slug.ts";
import { cellOf } from "../resolve/context.ts";
import { dependencyNodeOf } from "../resolve/dependency-node.ts";
import { checkBaseUrl } from "../resolve/providers.ts";
import { type ResolvedTake, resolveTakes } from "../resolve/resolve-takes.ts";
import type { ResolvedStoryboard } from "../resolve/storyboard.ts";
import { orderByDependency } from "./dependency-order.ts";
import { digestOf } from "./digest.ts";
import { draftTakesOf, type DraftTakes } from "./draft-takes.ts";
import { estimateOf } from "./estimate.ts";
import { createOutputs, outputDirOf, outputPlacesOf } from "./outputs.ts";
import { planFilms } from "./plan-films.ts";
import { createPlannedTake } from "./planned-take.ts";

export interface PlanOptions extends Pick<Collector, "report" | "hasErrors"> {
  /** The plan of the drafts instead. */
  readonly stage?: "draft" | undefined;
}

/** Compiles the takes of a storyboard, in dependency order. */
export function compilePlan(storyboard: ResolvedStoryboard, options: PlanOptions): Plan | undefined {
  const { report, hasErrors, stage } = options;
  const sound = soundTakesOf(storyboard, options);
  if (sound === undefined) return undefined;
  const { order, chained, slugs, paths, knownSeconds, films } = sound;
  const drafts = stage === "draft" ? draftTakesOf(order, storyboard, { report, knownSeconds }) : undefined;
  if (hasErrors()) return undefined;
  const name = drafts === undefined ? storyboard.name : draftNameOf(storyboard.name);
  const indexOf = drafts === undefined ? undefined : new Map(order.map(({ id }, index) => [id, index]));
  const digests = new Map<TakeId, Digest>();
  const takes = (drafts?.takes ?? order).map((take, position) => {
    const index = indexOf?.get(take.id) ?? position;
    const [slug = take.id, output = take.id] = [slugs[index], paths[index]];
    const planned = toPlanned(take, { storyboard: name, slug, output, digests, knownSeconds });
    if (chained) digests.set(planned.id, planned.digest);
    return planned;
  });
  const { budget } = storyboard;
  const outputDir = outputDirOf(storyboard);
  return {
    version: 1,
    storyboard: name,
    file: storyboard.file,
    outputDir: drafts === undefined ? outputDir : draftDirOf(outputDir),
    ...outputPlacesOf(storyboard),
    providers: usedProviders(takes, storyboard),
    takes,
    ...present({ budget }),
    ...(films === undefined || drafts !== undefined ? {} : { films }),
    ...(drafts === undefined ? {} : { drafts: draftsOf(storyboard, drafts) }),
  };
}

interface SoundTakes {
  /** In dependency order. */
  readonly order: readonly ResolvedTake[];
  readonly chained: boolean;
  /** Slugs and paths of the takes, in their order. */
  readonly slugs: readonly string[];
  readonly paths: readonly string[];
  readonly knownSeconds: ReadonlyMap<string, number>;
  readonly films: Plan["films"];
}

/** The takes as they are written; `undefined` where one of them has an error: a codec has no answer for what its format cannot say. */
function soundTakesOf(
  storyboard: ResolvedStoryboard,
  { report, hasErrors }: Pick<Collector, "report" | "hasErrors">,
): SoundTakes | undefined {
  const { providers } = storyboard;
  const knownSeconds = new Map<string, number>();
  const resolved = resolveTakes(storyboard, {
    knownSeconds,
    onCell: (cell) => checkCell(cell, { providers, knownSeconds }),
  });
  if (resolved === undefined) return undefined;
  const { order, cycles } = orderByDependency(resolved);
  const chained = resolved.some(({ dependsOn }) => dependsOn.length > 0);
  const byId = new Map(chained ? resolved.map((take) => [take.id, take]) : []);
  for (const cycle of cycles) reportCycle(cycle, byId, report);
  if (cycles.length > 0) return undefined;
  if (chained) for (const take of resolved) checkDependencies(take, { takes: byId, providers, report });
  const slugs = slugsOf(order.map(({ id }) => id));
  const outputs = createOutputs(storyboard, report);
  const paths = order.map((take, index) => outputs(take, slugs[index] ?? take.id));
  checkOverrides(order, storyboard);
  const films = planFilms(resolved, storyboard);
  return hasErrors() ? undefined : { order, chained, slugs, paths, knownSeconds, films };
}

function draftsOf({ name }: ResolvedStoryboard, { forms, without }: DraftTakes): Drafts {
  return { of: name, forms: Object.fromEntries(forms), without };
}

interface PlannedParts extends Pick<PlannedTake, "storyboard" | "slug" | "output"> {
  /** Of the takes before this one. */
  readonly digests: ReadonlyMap<TakeId, Digest>;
  readonly knownSeconds: ReadonlyMap<string, number>;
}

function toPlanned(resolved: ResolvedTake, parts: PlannedParts): PlannedTake {
  const { id, shot, cell, take, provider, asked, dependsOn, place, fields, former } = resolved;
  const { storyboard, slug, output, digests, knownSeconds } = parts;
  const { format, name, realm } = provider.resolved;
  const planned = {
    storyboard,
    realm,
    id,
    slug,
    shot: shot.id,
    variant: cell.values,
    take,
    provider: name,
    format,
    model: asked.model,
    digest: digestOf({ format, take, asked }, (dependency) => digests.get(dependency) ?? ""),
    dependsOn,
    asked,
    estimate: estimateOf({
      asked,
      price: provider.price,
      atVendor: provider.atVendor,
      facts: provider.facts,
      knownSeconds,
    }),
    output,
    place,
    fields,
  };
  return createPlannedTake(planned, former);
}

/** A base URL given from outside is held to what a written one is, where the storyboard names its provider. */
function checkOverrides(takes: readonly ResolvedTake[], { provider: at, root, context }: ResolvedStoryboard): void {
  const used = new Set(takes.map(({ provider }) => provider));
  const span = at ?? [...root.entries.values()][0]?.key ?? root;
  for (const { override } of used) if (override !== undefined) checkBaseUrl(override, span, context);
}

function usedProviders(takes: readonly PlannedTake[], { providers }: ResolvedStoryboard): readonly ResolvedProvider[] {
  const used = new Set(takes.map(({ provider }) => provider));
  return [...providers.values()].map(({ resolved }) => resolved).filter(({ name }) => used.has(name));
}

function reportCycle(cycle: readonly TakeId[], takes: ReadonlyMap<TakeId, ResolvedTake>, report: Report): void {
  const take = takes.get(cycle[0] ?? "");
  if (take === undefined) return;
  const { shot, cell } = take;
  report({
    code: "dependency-cycle",
    at: dependencyNodeOf(shot),
    message: `These takes wait for each other: ${[...cycle, cycle[0]].join(" → ")}`,
    help: "Remove one of these dependencies.",
    ...cellOf({ cell, cellCount: shot.cells.length }),
  });
}
