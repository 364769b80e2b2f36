import type { FormerReading, Place } from "../model/plan.ts";
import type { ResolvedShot } from "../model/shot.ts";
import type { CompiledProvider } from "../model/provider.ts";
import { toSlug } from "../model/slug.ts";
import { type TakeId, takeIdOf } from "../model/take-id.ts";
import { createCellPlaces, placesOf } from "./cell-places.ts";
import { chooseProvider } from "./choose-provider.ts";
import { completeShot } from "./complete-shot.ts";
import type { ReadContext } from "./context.ts";
import { formerCells, hasFormerReading } from "./former-cells.ts";
import { asFormerExtra, saysFormerExtra } from "./former-extra.ts";
import { type Cell, labelOf, nodeIn } from "./matrix.ts";
import { placeOf, type Places } from "./places.ts";
import { createFieldReader } from "./shot-fields.ts";
import type { ResolvedShotEntry, ResolvedStoryboard } from "./storyboard.ts";
import { createVariants } from "./variants.ts";
import { readShot, readTakes, type WrittenReference, type WrittenShot } from "./written-shot.ts";

/** A take with everything but what depends on other takes. */
export interface ResolvedTake {
  readonly id: TakeId;
  readonly shot: ResolvedShotEntry;
  readonly cell: Cell;
  /** Take number, from 1. */
  readonly take: number;
  readonly provider: CompiledProvider;
  readonly asked: ResolvedShot;
  readonly dependsOn: readonly TakeId[];
  /** The place of the shot. */
  readonly place: Place;
  readonly fields: Places;
  /** The references as written, in the order of the shot's. */
  readonly references: readonly WrittenReference[];
  /** How earlier releases read it, where that differs. */
  readonly former: (() => readonly FormerReading[]) | undefined;
}

/** A shot in one cell: what its takes have in common, and what it was read in. */
export interface ResolvedCell extends Omit<ResolvedTake, "id" | "take" | "former"> {
  readonly context: ReadContext;
  /** Numbers of its takes. */
  readonly takes: readonly number[];
  readonly former: ((take: number) => readonly FormerReading[]) | undefined;
}

export interface ResolveTakesOptions {
  /** Length in seconds of local media, by the hash of their bytes; filled as files are described. */
  readonly knownSeconds: Map<string, number>;
  /** Sees each cell once it is resolved. */
  readonly onCell: (cell: ResolvedCell) => void;
}

/** Takes of one storyboard; more are refused before they fill the memory. */
const maximumPlannedTakes = 250_000;

/** Every take of a storyboard in the order of its shots. Shots are resolved here and nowhere else; `undefined` for too many. */
export function resolveTakes(
  storyboard: ResolvedStoryboard,
  { knownSeconds, onCell }: ResolveTakesOptions,
): readonly ResolvedTake[] | undefined {
  const resolveShot = createShotResolver(storyboard, knownSeconds);
  const takes: ResolvedTake[] = [];
  for (const shot of storyboard.shots) {
    const names = new Set<TakeId>();
    for (const resolved of resolveShot(shot)) {
      onCell(resolved);
      for (const take of takesOf(resolved)) {
        if (names.has(take.id)) {
          reportTwice(take, storyboard.context);
          continue;
        }
        names.add(take.id);
        takes.push(take);
        if (takes.length <= maximumPlannedTakes) continue;
        reportTooMany(shot, storyboard.context);
        return undefined;
      }
    }
  }
  return takes;
}

function takesOf(resolved: ResolvedCell): readonly ResolvedTake[] {
  const { shot, cell, provider, asked, dependsOn, place, fields, references, takes, former } = resolved;
  const identity = identityOf(cell);
  return takes.map((take) => ({
    id: takeIdOf({ shot: shot.id, cell: identity, take }),
    shot,
    cell,
    take,
    provider,
    asked,
    dependsOn,
    place,
    fields,
    references,
    former: former === undefined ? undefined : () => former(take),
  }));
}

type ShotResolver = (shot: ResolvedShotEntry) => Generator<ResolvedCell>;

function createShotResolver(storyboard: ResolvedStoryboard, knownSeconds: Map<string, number>): ShotResolver {
  const { context, files, assetsBaseUrl } = storyboard;
  const variants = createVariants(new Map(storyboard.shots.map(({ id, cells }) => [id, cells])));
  const withoutCell: ReadContext = { ...context, scope: { ...context.scope, matrix: {} } };
  const placesIn = createCellPlaces();
  const reading = { files, assetsBaseUrl, knownSeconds, shotIds: context.scope.shots ?? new Set<string>() };

  const complete = (written: WrittenShot, inCell: InCell, takes: readonly number[]): ResolvedCell | undefined => {
    const provider = chooseProvider(written, inCell, storyboard);
    if (provider === undefined) return undefined;
    const completed = completeShot(written, {
      shot: inCell.shot,
      cell: inCell.cell,
      context: inCell.context,
      provider,
      variants,
    });
    if (completed === undefined) return undefined;
    const { shot, cell, context: ofCell, place, fields } = inCell;
    const { asked, dependsOn } = completed;
    const { references } = written;
    const former =
      hasFormerReading(cell) || saysFormerExtra(asked)
        ? (take: number) => formerReadings(take, asked, { inCell, provider })
        : undefined;
    // Written out, here and below: a batch has very many of these, and copies of parts of them take time.
    return { shot, cell, context: ofCell, provider, asked, dependsOn, place, fields, references, takes, former };
  };

  /** What the readings of a cell in earlier releases make of a take. Nothing is reported: today's reading is what is checked. */
  const formerReadings = (
    take: number,
    asked: ResolvedShot,
    { inCell, provider }: { readonly inCell: InCell; readonly provider: CompiledProvider },
  ): readonly FormerReading[] => {
    const today = { id: takeIdOf({ shot: inCell.shot.id, cell: identityOf(inCell.cell), take }), asked };
    const ofCells = readingsOfCells(take, inCell, provider);
    const moved = [today, ...ofCells].filter((found) => saysFormerExtra(found.asked));
    return [...ofCells, ...moved.map(({ id, asked: now }) => ({ id, asked: asFormerExtra(now, provider) }))];
  };

  const readingsOfCells = (take: number, inCell: InCell, provider: CompiledProvider): readonly FormerReading[] =>
    formerCells(inCell.cell).flatMap((cell) => {
      const silent = { ...context, report: () => undefined };
      const inFormer = { ...inCell, cell, context: contextIn(cell, inCell.shot, silent) };
      const ofTake = contextOfTake(take, inFormer);
      const reader = createFieldReader({ fields: inCell.shot.fields, context: silent, contextOf: () => ofTake });
      // Other shots are found as today: each has its own readings.
      const completed = completeShot(readShot(reader.at(cell), reading), {
        ...inCell,
        context: silent,
        provider,
        variants,
      });
      const id = takeIdOf({ shot: inCell.shot.id, cell: identityOf(cell), take });
      return completed === undefined ? [] : [{ id, asked: completed.asked }];
    });

  return function* resolveShot(shot) {
    const contextOf = (cell: Cell): ReadContext =>
      cell.parts.length === 0 ? withoutCell : contextIn(cell, shot, context);
    const reader = createFieldReader({ fields: shot.fields, context, contextOf });
    const place = placeOf(shot.node);
    const places = placesOf(shot.fields);
    const perTake = [...shot.fields.values()].some((field) => field.perTake);
    for (const cell of shot.cells) {
      const inCell: InCell = { shot, cell, place, context: contextOf(cell), fields: placesIn(cell, places) };
      if (!perTake) {
        const written = readShot(reader.at(cell), reading);
        const resolved = complete(written, inCell, numbersTo(written.takes));
        if (resolved !== undefined) yield resolved;
        continue;
      }
      for (const take of numbersTo(reader.at(cell).read("takes", readTakes) ?? 1)) {
        const ofTake = contextOfTake(take, inCell);
        const ofFields = createFieldReader({ fields: shot.fields, context, contextOf: () => ofTake });
        const resolved = complete(readShot(ofFields.at(cell), reading), { ...inCell, context: ofTake }, [take]);
        if (resolved !== undefined) yield resolved;
      }
    }
  };
}

type InCell = Pick<ResolvedCell, "shot" | "cell" | "place" | "context" | "fields">;

const onlyOne: readonly number[] = [1];

function numbersTo(count: number): readonly number[] {
  return count === 1 ? onlyOne : Array.from({ length: count }, (_, index) => index + 1);
}

function contextIn(cell: Cell, { cells }: ResolvedShotEntry, context: ReadContext): ReadContext {
  return { ...context, scope: { ...context.scope, matrix: cell.values }, cell, cellCount: cells.length };
}

/** Where a field names its own take, each take is read for itself. */
function contextOfTake(take: number, { shot, cell, context }: InCell): ReadContext {
  const id = takeIdOf({ shot: shot.id, cell: identityOf(cell), take });
  return { ...context, scope: { ...context.scope, take: { id, slug: toSlug(id), number: take, shot: shot.id } } };
}

function identityOf({ identity, values }: Cell): readonly (readonly [string, string])[] {
  return identity.map((name) => [name, String(values[name])] as const);
}

function reportTooMany({ fields, node }: ResolvedShotEntry, { report }: ReadContext): void {
  report({
    code: "matrix-too-large",
    at: fields.get("takes")?.node ?? node.entries.get("id")?.value ?? node,
    message: `With this shot the storyboard has more than ${maximumPlannedTakes.toLocaleString("en")} takes`,
    help: "Split the storyboard, each with its own `name`.",
  });
}

/** Takes of one name would share one file and one line in the ledger. */
function reportTwice({ cell, shot }: ResolvedTake, { report }: ReadContext): void {
  const [name] = cell.identity;
  report({
    code: "duplicate-cell",
    at: (name === undefined ? undefined : nodeIn(cell, name)) ?? shot.node,
    message: `There is already a cell ${labelOf(cell)}`,
    help: "Remove it, or give each cell a different value on one axis, such as an `id` for each row.",
  });
}
