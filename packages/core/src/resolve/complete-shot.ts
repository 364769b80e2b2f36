import type { Media, Reference } from "../model/media.ts";
import { type ResolvedShot, shotFieldNames, shotFields } from "../model/shot.ts";
import type { Filling } from "../model/shot-field.ts";
import type { CompiledProvider } from "../model/provider.ts";
import { type TakeId, takeIdOf } from "../model/take-id.ts";
import type { ModelFacts } from "@shotlist/schema";
import { modelFactsOf } from "@shotlist/schema";
import { markUploads } from "../wire/uploads.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { Located } from "../text/located.ts";
import { cellOf, type ReadContext } from "./context.ts";
import type { Cell } from "./matrix.ts";
import type { WrittenReference, WrittenShot } from "./written-shot.ts";
import type { ResolvedShotEntry } from "./storyboard.ts";
import type { Variants } from "./variants.ts";

export interface CompleteOptions {
  readonly shot: ResolvedShotEntry;
  readonly cell: Cell;
  readonly context: ReadContext;
  readonly provider: CompiledProvider;
  readonly variants: Variants;
}

/** What completing a shot yields: what was asked for, and the takes that it waits for. */
export interface CompletedShot {
  readonly asked: ResolvedShot;
  readonly dependsOn: readonly TakeId[];
}

/** Fills the defaults in and binds every other shot's result to its take; `undefined` where that fails, which is then reported. */
export function completeShot(written: WrittenShot, options: CompleteOptions): CompletedShot | undefined {
  const model = written.model ?? reportMissingModel(options);
  if (model === undefined) return undefined;
  const dependsOn = new Set<TakeId>();
  const references =
    written.references.length === 0
      ? noReferences
      : written.references.flatMap((reference) => bindReference(reference, options, dependsOn) ?? []);
  const draftOf = bindDraft(written, options, dependsOn);
  for (const { shot, node } of written.needs) {
    for (const id of takesOf(shot, node, options) ?? []) dependsOn.add(id);
  }
  if (references.length < written.references.length || draftOf === "unbound") return undefined;
  const bound = { references: markUploads(references, { model, target: options.provider }), draftOf };
  const asked = fillIn(written, bound, modelFactsOf(model, options.provider.facts));
  return { asked, dependsOn: dependsOn.size === 0 ? independent : [...dependsOn] };
}

/** What is no longer as written: every other shot's result is a take's. */
interface Bound {
  readonly references: readonly Reference[];
  readonly draftOf: ResolvedShot["draftOf"];
}

type CompleteField = (written: unknown, filling: Filling) => unknown;

/** The fields with how each is completed. */
const completedFields = shotFieldNames.map(
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each is given the value of its own field
  (name) => [name, shotFields[name].complete as CompleteField | undefined] as const,
);

/** Assigned one by one: a field nobody set is absent, and spreading small objects for each take is what compiling costs. */
function fillIn(written: WrittenShot, { references, draftOf }: Bound, model: ModelFacts | undefined): ResolvedShot {
  const filling: Filling = {
    hasFrames: written.frames !== undefined,
    beginsWithFrame: references.some(({ role }) => role === "first_frame"),
    isDraft: written.draft === true,
    isFinal: draftOf !== undefined,
    task: written.task,
    model,
  };
  const asked: { [name: string]: unknown } = {};
  for (const [name, complete] of completedFields) {
    const given = name === "references" ? references : name === "draftOf" ? draftOf : written[name];
    const value = complete === undefined ? given : complete(given, filling);
    if (value !== undefined) asked[name] = value;
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a row that every shot has always completes its field
  return asked as unknown as ResolvedShot;
}

// Shared, because most takes of a batch have neither.
const independent: readonly TakeId[] = [];
const noReferences: readonly Reference[] = [];

function reportMissingModel({ shot, provider, context }: CompleteOptions): undefined {
  const models = provider.facts.models.map(({ id }) => id).join(", ");
  context.report({
    code: "model-missing",
    at: shot.node.entries.get("id")?.value ?? shot.node,
    message: `The shot "${shot.id}" has no model`,
    help: `Write \`defaults: { model: … }\`. ${provider.resolved.name} documents ${models}.`,
  });
  return undefined;
}

function bindReference(
  { kind, role, media, node }: WrittenReference,
  options: CompleteOptions,
  dependsOn: Set<TakeId>,
): Reference | undefined {
  if (media.from !== "shot") return { kind, role, media: media satisfies Media };
  const [take] = takesOf(media.result.shot, node, options, media.result.take) ?? [];
  const { what } = media.result;
  if (take === undefined || what === "shot") return undefined;
  dependsOn.add(take);
  return { kind, role, media: { from: "take", take, what } };
}

function bindDraft(
  { draftOf }: WrittenShot,
  options: CompleteOptions,
  dependsOn: Set<TakeId>,
): ResolvedShot["draftOf"] | "unbound" {
  if (draftOf === undefined) return undefined;
  if ("task" in draftOf) return draftOf;
  const node = options.shot.fields.get("draftOf")?.node ?? options.shot.node;
  const [take] = takesOf(draftOf.shot, node, options, draftOf.take) ?? [];
  if (take === undefined) return "unbound";
  dependsOn.add(take);
  return { take };
}

/** The take of a shot in the same variant; every take of it where no number is given. */
function takesOf(
  shot: string,
  node: Located,
  { context, cell, variants }: CompleteOptions,
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
    const help = `Give this shot the axes that distinguish them: ${cells[0]?.identity.join(", ") ?? ""}.`;
    return report("dependency-variant", `${cells.length} variants of the shot "${shot}" match this one`, help);
  }
  return cells.map(({ identity, values }) =>
    takeIdOf({ shot, cell: identity.map((name) => [name, String(values[name])]), take: number ?? 1 }),
  );
}
