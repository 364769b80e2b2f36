import type { Collector, Report } from "../diagnostics/collector.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { checkRequest } from "../check/check-request.ts";
import { checkChaining } from "../check/check-chaining.ts";
import { checkDraft } from "../check/check-draft.ts";
import { readText } from "../resolve/read-typed.ts";
import { type CheckInput, checkTake } from "../check/check-take.ts";
import type { CellNode } from "../read/cell-value.ts";
import type { Located, LocatedScalar } from "../read/located.ts";
import { createSource } from "../read/source.ts";
import { completeShot } from "../resolve/complete-shot.ts";
import { cellOf, type ReadContext } from "../resolve/context.ts";
import { type Cell, labelOf, nodeIn } from "../resolve/matrix.ts";
import { checkBaseUrl, type CompiledProvider, type Providers } from "../resolve/providers.ts";
import {
  createFieldReader,
  type FieldName,
  isFieldName,
  placeOf,
  type Places,
  placesOf,
} from "../resolve/shot-fields.ts";
import { type DraftReference, readShotDraft, readTakes, type ShotDraft } from "../resolve/shot-draft.ts";
import type { ResolvedShotEntry, ResolvedStoryboard } from "../resolve/storyboard.ts";
import { createVariants, type Variants } from "../resolve/variants.ts";
import { orderByDependency } from "./dependency-order.ts";
import { digestOf } from "./digest.ts";
import { estimateOf } from "./estimate.ts";
import { checkedPath, defaultOutputDir, defaultOutputFile, outputPathOf } from "./output-path.ts";
import type { Digest, Place, Plan, PlannedTake, ResolvedProvider, TakeId } from "./plan.ts";
import { createPlannedTake } from "./planned-take.ts";
import { slugsOf, toSlug } from "./slug.ts";
import { takeIdOf } from "./take-id.ts";

/** A take with everything but what depends on other takes. */
interface Draft {
  readonly id: TakeId;
  readonly shot: ResolvedShotEntry;
  readonly cell: Cell;
  readonly take: number;
  readonly provider: CompiledProvider;
  readonly intent: PlannedTake["intent"];
  readonly dependsOn: readonly TakeId[];
  /** Where the shot stands. */
  readonly place: Place;
  readonly fields: Places;
  /** The references as written, in the order of the intent's. */
  readonly references: readonly DraftReference[];
}

/** Compiles the takes of a storyboard, in dependency order. */
export function compilePlan(
  storyboard: ResolvedStoryboard,
  { report, hasErrors }: Pick<Collector, "report" | "hasErrors">,
): Plan | undefined {
  const cellsOf = new Map(storyboard.shots.map(({ id, cells }) => [id, cells]));
  const variants = createVariants(cellsOf);
  const knownSeconds = new Map<string, number>();
  const { context } = storyboard;
  const surroundings: DraftSurroundings = {
    storyboard,
    variants,
    knownSeconds,
    withoutCell: { ...context, scope: { ...context.scope, matrix: {} } },
    placesIn: createCellPlaces(),
  };
  const drafts: Draft[] = [];
  for (const shot of storyboard.shots) {
    const names = new Set<TakeId>();
    for (const draft of draftShot(shot, surroundings)) {
      if (names.has(draft.id)) {
        reportTwice(draft, report);
        continue;
      }
      names.add(draft.id);
      drafts.push(draft);
      if (drafts.length <= maximumPlannedTakes) continue;
      reportTooMany(shot, report);
      return undefined;
    }
  }
  const { order, cycles } = orderByDependency(drafts);
  const chained = drafts.some(({ dependsOn }) => dependsOn.length > 0);
  const byId = new Map(chained ? drafts.map((draft) => [draft.id, draft]) : []);
  for (const cycle of cycles) reportCycle(cycle, byId, report);
  if (cycles.length > 0) return undefined;
  if (chained)
    for (const draft of drafts) checkDependencies(draft, { drafts: byId, providers: storyboard.providers, report });
  const slugs = slugsOf(order.map(({ id }) => id));
  const digests = new Map<TakeId, Digest>();
  const outputs = createOutputs(storyboard, report);
  const paths = order.map((draft, index) => outputs(draft, slugs[index] ?? draft.id));
  checkOverrides(order, storyboard);
  // Only sound takes can be encoded: a codec has no answer for what its format cannot say.
  if (hasErrors()) return undefined;
  const takes = order.map((draft, index) => {
    const [slug = draft.id, output = draft.id] = [slugs[index], paths[index]];
    const take = toTake(draft, { storyboard, slug, output, digests, knownSeconds });
    if (chained) digests.set(take.id, take.digest);
    return take;
  });
  return {
    version: 1,
    storyboard: storyboard.name,
    file: storyboard.file,
    outputDir: outputDirOf(storyboard),
    providers: usedProviders(takes, storyboard),
    takes,
    ...(storyboard.budget === undefined ? {} : { budget: storyboard.budget }),
  };
}

/** Takes of one storyboard; more are refused before they fill the memory. */
const maximumPlannedTakes = 250_000;

function reportTooMany({ fields, node }: ResolvedShotEntry, report: Report): void {
  report({
    code: "matrix-too-large",
    at: fields.get("takes")?.node ?? node.entries.get("id")?.value ?? node,
    message: `With this shot the storyboard has more than ${maximumPlannedTakes.toLocaleString("en")} takes`,
    help: "Split the storyboard, each with its own `name`.",
  });
}

/** Takes of one name would share one file and one line in the ledger. */
function reportTwice({ cell, shot }: Draft, report: Report): void {
  const [name] = cell.identity;
  report({
    code: "duplicate-cell",
    at: (name === undefined ? undefined : nodeIn(cell, name)) ?? shot.node,
    message: `There is already a cell ${labelOf(cell)}`,
    help: "Remove it, or give each cell a value of its own on one axis, such as an `id` for each row.",
  });
}

interface DraftSurroundings {
  readonly storyboard: ResolvedStoryboard;
  readonly variants: Variants;
  /** Length in seconds of local media, by the hash of their bytes. */
  readonly knownSeconds: Map<string, number>;
  /** The context of the one cell of a shot without a matrix. */
  readonly withoutCell: ReadContext;
  readonly placesIn: (cell: Cell, places: Places) => Places;
}

function* draftShot(shot: ResolvedShotEntry, surroundings: DraftSurroundings): Generator<Draft> {
  const { storyboard, placesIn, withoutCell } = surroundings;
  const { context } = storyboard;
  const contextOf = (cell: Cell): ReadContext =>
    cell.parts.length === 0 ? withoutCell : contextIn(cell, shot, context);
  const reader = createFieldReader({ fields: shot.fields, context, contextOf });
  const place = placeOf(shot.node);
  const places = placesOf(shot.fields);
  const shotIds = context.scope.shots ?? new Set<string>();
  const { files, assetsBaseUrl } = storyboard;
  const ofDraft = { files, assetsBaseUrl, knownSeconds: surroundings.knownSeconds, shotIds };
  const perTake = [...shot.fields.values()].some((field) => field.perTake);
  for (const cell of shot.cells) {
    const inCell = { shot, cell, place, context: contextOf(cell), places: placesIn(cell, places) };
    const count = perTake ? (reader.at(cell).read("takes", readTakes) ?? 1) : 0;
    if (!perTake) yield* draftCell(readShotDraft(reader.at(cell), ofDraft), inCell, surroundings);
    for (let take = 1; take <= count; take += 1) {
      const ofTake = contextOfTake(take, inCell);
      const written = readShotDraft(
        createFieldReader({ fields: shot.fields, context, contextOf: () => ofTake }).at(cell),
        ofDraft,
      );
      yield* draftCell(written, { ...inCell, context: ofTake }, surroundings, take);
    }
  }
}

/** Where a field names its own take, each take is read for itself. */
function contextOfTake(take: number, { shot, cell, context }: CellSurroundings): ReadContext {
  const id = takeIdOf({ shot: shot.id, cell: identityOf(cell), take });
  return { ...context, scope: { ...context.scope, take: { id, slug: toSlug(id), number: take, shot: shot.id } } };
}

function identityOf({ identity, values }: Cell): readonly (readonly [string, string])[] {
  return identity.map((name) => [name, String(values[name])] as const);
}

function contextIn(cell: Cell, { cells }: ResolvedShotEntry, context: ReadContext): ReadContext {
  return { ...context, scope: { ...context.scope, matrix: cell.values }, cell, cellCount: cells.length };
}

interface CellSurroundings {
  readonly shot: ResolvedShotEntry;
  readonly cell: Cell;
  readonly place: Place;
  readonly context: ReadContext;
  readonly places: Places;
}

function draftCell(
  written: ShotDraft,
  surroundings: CellSurroundings,
  { storyboard, variants, knownSeconds }: DraftSurroundings,
  only?: number,
): readonly Draft[] {
  const { shot, cell, context, place, places } = surroundings;
  const provider = providerOf(written, surroundings, storyboard);
  if (provider === undefined) return [];
  const completed = completeShot(written, { shot, cell, context, provider, variants });
  if (completed === undefined) return [];
  const input: CheckInput = {
    intent: completed.intent,
    references: written.references,
    provider,
    shot,
    cell,
    context,
    providers: storyboard.providers,
    knownSeconds,
  };
  if (checkTake(input)) checkRequest(input);
  const identity = identityOf(cell);
  return Array.from({ length: only === undefined ? written.takes : 1 }, (_, index) => {
    const take = only ?? index + 1;
    return {
      id: takeIdOf({ shot: shot.id, cell: identity, take }),
      shot,
      cell,
      take,
      provider,
      intent: completed.intent,
      dependsOn: completed.dependsOn,
      place,
      fields: places,
      references: written.references,
    };
  });
}

function providerOf(
  written: ShotDraft,
  { shot, context }: CellSurroundings,
  storyboard: ResolvedStoryboard,
): CompiledProvider | undefined {
  const { providers } = storyboard;
  const name = written.provider ?? (storyboard.provider === undefined ? undefined : String(storyboard.provider.value));
  const at =
    shot.fields.get("provider")?.node ?? storyboard.provider ?? shot.node.entries.get("id")?.value ?? shot.node;
  if (name === undefined) {
    const help = `Write \`provider:\` at the top: ${[...providers.keys()].join(", ")}.`;
    context.report({ code: "provider-missing", at, message: `No provider is named for the shot "${shot.id}"`, help });
    return undefined;
  }
  const provider = providers.get(name);
  if (provider === undefined && !storyboard.writtenProviders.has(name)) {
    const help = didYouMean(name, providers.keys(), "providers");
    context.report({ code: "provider-unknown", at, message: `There is no provider "${name}"`, help });
  }
  return provider;
}

/** A matrix name that sets a field stands in the matrix. Cells that share their values share their places. */
function createCellPlaces(): DraftSurroundings["placesIn"] {
  const known = new Map<Places, Map<CellNode, Places>>();
  const withNode = (places: Places, name: FieldName, node: CellNode): Places => {
    const ofPlaces = known.get(places) ?? new Map<CellNode, Places>();
    known.set(places, ofPlaces);
    const found = ofPlaces.get(node) ?? { ...places, [name]: { ...placeOf(node), path: `matrix.${name}` } };
    ofPlaces.set(node, found);
    return found;
  };
  return (cell, places) => {
    let inCell = places;
    for (const name in cell.values) {
      const node = isFieldName(name) ? nodeIn(cell, name) : undefined;
      if (isFieldName(name) && node !== undefined) inCell = withNode(inCell, name, node);
    }
    return inCell;
  };
}

interface TakeSurroundings {
  readonly storyboard: ResolvedStoryboard;
  readonly slug: string;
  readonly digests: ReadonlyMap<TakeId, Digest>;
  readonly knownSeconds: ReadonlyMap<string, number>;
  readonly output: string;
}

function toTake(draft: Draft, { storyboard, slug, output, digests, knownSeconds }: TakeSurroundings): PlannedTake {
  const { id, shot, cell, take, provider, intent, dependsOn, place, fields } = draft;
  const { format, name, realm } = provider.resolved;
  const digest = digestOf({ format, take, intent }, (dependency) => digests.get(dependency) ?? "");
  return createPlannedTake({
    storyboard: storyboard.name,
    realm,
    id,
    slug,
    shot: shot.id,
    variant: cell.values,
    take,
    provider: name,
    format,
    model: intent.model,
    digest,
    dependsOn,
    intent,
    estimate: estimateOf({ intent, price: provider.price, facts: provider.facts, knownSeconds }),
    output,
    place,
    fields,
  });
}

/** Gives each take its file, and reports two takes that would share one. */
function createOutputs(storyboard: ResolvedStoryboard, report: Report): (draft: Draft, slug: string) => string {
  const { context, outputFile } = storyboard;
  const builtIn: LocatedScalar = {
    kind: "scalar",
    value: defaultOutputFile,
    source: createSource(storyboard.file, "", defaultOutputFile),
    start: 0,
    end: 0,
  };
  const node = outputFile ?? builtIn;
  const owners = new Map<string, TakeId>();
  return ({ id, cell, take, shot }, slug) => {
    const path =
      outputPathOf(node, {
        ...context,
        scope: { ...context.scope, matrix: cell.values, take: { id, slug, number: take, shot: shot.id } },
      }) ?? `${slug}.mp4`;
    const key = path.normalize("NFC").toLowerCase();
    const owner = owners.get(key);
    if (owner !== undefined && owner !== id) {
      report({
        code: "output-collision",
        at: node,
        message: `The takes ${owner} and ${id} would both be written to ${path}`,
        help: "Add `${{ take.slug }}` to the path.",
      });
    }
    owners.set(key, id);
    return path;
  };
}

function outputDirOf({ outputDir, context }: ResolvedStoryboard): string {
  const written = outputDir === undefined ? undefined : readText({ node: outputDir, literal: false }, context);
  if (outputDir === undefined || written === undefined) return defaultOutputDir;
  return checkedPath(written, outputDir, context) ?? defaultOutputDir;
}

/** A base URL given from outside is held to what a written one is, where the storyboard names its provider. */
function checkOverrides(drafts: readonly Draft[], { provider: at, root, context }: ResolvedStoryboard): void {
  const used = new Set(drafts.map(({ provider }) => provider));
  const span = at ?? [...root.entries.values()][0]?.key ?? root;
  for (const { override } of used) if (override !== undefined) checkBaseUrl(override, span, context);
}

function usedProviders(takes: readonly PlannedTake[], { providers }: ResolvedStoryboard): readonly ResolvedProvider[] {
  const used = new Set(takes.map(({ provider }) => provider));
  return [...providers.values()].map(({ resolved }) => resolved).filter(({ name }) => used.has(name));
}

/** Holds a take against those it needs: they exist, and hand over what it takes from them. */
interface DependencySurroundings {
  readonly drafts: ReadonlyMap<TakeId, Draft>;
  readonly providers: Providers;
  readonly report: Report;
}

function checkDependencies(draft: Draft, { drafts, providers, report }: DependencySurroundings): void {
  if (draft.dependsOn.length === 0) return;
  const { shot, references } = draft;
  const cell = cellOf({ cell: draft.cell, cellCount: shot.cells.length });
  const missing = draft.dependsOn.find((id) => !drafts.has(id) && drafts.has(id.replace(/#\d+$/u, "")));
  if (missing !== undefined) {
    const message = `There is no take ${missing}: that shot has fewer takes`;
    report({
      code: "dependency-variant",
      at: dependencyNode(shot),
      message,
      help: "Raise its `takes`, or name an earlier one.",
      ...cell,
    });
  }
  const nodeOf = (index: number): Located => references[index]?.node ?? shot.node;
  const takeOf = (id: TakeId): Draft | undefined => drafts.get(id);
  checkChaining(draft, { takeOf, nodeOf, providers, report, cell });
  checkDraft(draft, { takeOf, at: shot.fields.get("draftOf")?.node ?? shot.node, report, cell });
}

/** Where a shot most likely names what it waits for. */
function dependencyNode(shot: ResolvedShotEntry): Located {
  const fields = ["firstFrame", "lastFrame", "references", "draftOf", "needs"] as const;
  return fields.map((name) => shot.fields.get(name)?.node).find((node) => node !== undefined) ?? shot.node;
}

function reportCycle(cycle: readonly TakeId[], drafts: ReadonlyMap<TakeId, Draft>, report: Report): void {
  const draft = drafts.get(cycle[0] ?? "");
  if (draft === undefined) return;
  const { shot, cell } = draft;
  report({
    code: "dependency-cycle",
    at: dependencyNode(shot),
    message: `These takes wait for each other: ${[...cycle, cycle[0]].join(" → ")}`,
    help: "Remove one of these dependencies.",
    ...cellOf({ cell, cellCount: shot.cells.length }),
  });
}
