import { present } from "@shotlist/schema";
import { didYouMean } from "../diagnostics/suggest.ts";
import { joinPath } from "../files/tree-path.ts";
import type { FileSource } from "../files/file-source.ts";
import { childOf, type Located } from "../text/located.ts";
import type { ReadContext } from "../resolve/context.ts";
import type { CellValue } from "../read/cell-value.ts";
import type { Cell } from "../resolve/matrix.ts";
import { reportFileProblem } from "../resolve/media.ts";
import { readText } from "../resolve/read-typed.ts";
import { parseTimeMs } from "../resolve/units.ts";
import type { FilmSubtitles, PlannedFilm } from "../model/plan.ts";
import type { TakeId } from "../model/take-id.ts";
import { toSlug } from "../model/slug.ts";

/** A take as films are made of it. */
export interface FilmTake {
  readonly id: TakeId;
  readonly shot: { readonly id: string };
  readonly cell: Cell;
  readonly take: number;
}

interface FilmReading {
  /** The value of `cut:`. */
  readonly cut: Located | undefined;
  readonly context: ReadContext;
  readonly files: FileSource;
}

/** What `sound:` says when it is not written. */
const defaultLoudness = -16;

/** The films of a storyboard: one for each variant that its shots share. `undefined` where it has no `cut:`. */
export function planFilms(takes: readonly FilmTake[], reading: FilmReading): readonly PlannedFilm[] | undefined {
  const { cut } = reading;
  if (cut === undefined || (cut.kind === "scalar" && cut.value !== true)) return undefined;
  const byName = Map.groupBy(takes, ({ shot, take }) => nameOf(shot.id, take));
  const order = namesOf(cut, byName, reading.context);
  if (order === undefined) return [];
  const used = order.flatMap((name) => byName.get(name) ?? []);
  const axes = sharedAxes(used);
  const groups = Map.groupBy(used, ({ cell }) => JSON.stringify(axes.map((axis) => cell.values[axis])));
  const slugs = new Set<string>();
  return [...groups.values()].map((group) => toFilm(group, axes, slugs, reading));
}

/** A shot's take as `cut:` names it: `reveal`, `reveal#2`. */
function nameOf(shot: string, take: number): string {
  return take === 1 ? shot : `${shot}#${take}`;
}

type ByName = ReadonlyMap<string, readonly FilmTake[]>;

/** What the film shows in its order; `undefined` where the storyboard lacks some of it, which has then been reported. */
function namesOf(cut: Located, byName: ByName, { report }: ReadContext): readonly string[] | undefined {
  const written = childOf(cut, "shots");
  const shots = [...byName.keys()].filter((name) => !name.includes("#"));
  if (written?.kind !== "list") return shots;
  const names = written.items.map((node) => ({
    node,
    name: node.kind === "scalar" ? String(node.value).replace(/#1$/u, "") : "",
  }));
  const unknown = names.filter(({ name }) => !byName.has(name));
  for (const { node, name } of unknown) {
    const [shot = "", take] = name.split("#");
    const [message, help] = byName.has(shot)
      ? [`The shot "${shot}" has no take ${take}`, "Increase its `takes`, or use a lower number."]
      : [`There is no shot "${shot}"`, didYouMean(shot, shots, "shots")];
    report({ code: "cut-unknown-shot", at: node, message, help });
  }
  return unknown.length === 0 ? names.map(({ name }) => name) : undefined;
}

/** The names that distinguish the cells of every shot. A shot with more of them gives each film several clips. */
function sharedAxes(takes: readonly FilmTake[]): readonly string[] {
  const [first, ...others] = new Set(takes.map(({ cell }) => cell.identity));
  return (first ?? []).filter((axis) => others.every((identity) => identity.includes(axis)));
}

function toFilm(
  takes: readonly FilmTake[],
  axes: readonly string[],
  slugs: Set<string>,
  { cut, context, files }: FilmReading,
): PlannedFilm {
  const variant = sharedValues(takes);
  const name = axes.map((axis) => `${axis}=${String(variant[axis])}`).join(",");
  const inFilm = { ...context, scope: { ...context.scope, matrix: variant } };
  const at = (key: string): Located | undefined => childOf(cut, key);
  const posterMs = parseTimeMs(textOf(at("poster"), inFilm) ?? "");
  const [width = 0, height = 0] = (textOf(at("size"), inFilm) ?? "").split("x").map(Number);
  const rate = numberOf(at("rate"));
  const loudness = loudnessOf(at("loudness"));
  return {
    variant,
    slug: unusedSlug(axes.length === 0 ? "film" : toSlug(name), slugs),
    takes: takes.map(({ id }) => id),
    sound: soundOf(at("sound"), { context: inFilm, files }),
    subtitles: subtitlesOf(at("subtitles"), { context: inFilm, files }),
    ...present({ loudness }),
    ...(posterMs === undefined ? {} : { posterSeconds: posterMs / 1000 }),
    ...(width > 0 && height > 0 ? { size: { width, height } } : {}),
    ...present({ rate }),
  };
}

/** The values that all takes of a film have in common, columns of a table included. */
function sharedValues(takes: readonly FilmTake[]): Readonly<Record<string, CellValue>> {
  const [first, ...others] = takes.map(({ cell }) => cell.values);
  return Object.fromEntries(
    Object.entries(first ?? {}).filter(([name, value]) => others.every((values) => values[name] === value)),
  );
}

/** Two variants may make one name where their letters are not ASCII or differ in case only. */
function unusedSlug(slug: string, slugs: Set<string>): string {
  let unused = slug;
  for (let number = 2; slugs.has(unused.toLowerCase()); number += 1) unused = `${slug}-${number}`;
  slugs.add(unused.toLowerCase());
  return unused;
}

function textOf(node: Located | undefined, context: ReadContext): string | undefined {
  return node === undefined ? undefined : readText({ node, literal: false }, context);
}

function numberOf(node: Located | undefined): number | undefined {
  return node?.kind === "scalar" && typeof node.value === "number" ? node.value : undefined;
}

function loudnessOf(node: Located | undefined): number | undefined {
  return node?.kind === "scalar" && node.value === false ? undefined : (numberOf(node) ?? defaultLoudness);
}

type FileReading = Pick<FilmReading, "context" | "files">;

function soundOf(node: Located | undefined, reading: FileReading): PlannedFilm["sound"] {
  const text = textOf(node, reading.context) ?? "keep";
  if (node === undefined || text === "keep" || text === "none") return text === "none" ? "none" : "keep";
  return { file: fileAt(text, node, reading) };
}

function subtitlesOf(node: Located | undefined, reading: FileReading): readonly FilmSubtitles[] {
  if (node?.kind !== "list") return [];
  return node.items.flatMap((item) => {
    const file = childOf(item, "file");
    const path = textOf(file, reading.context);
    const language = textOf(childOf(item, "language"), reading.context);
    if (file === undefined || path === undefined || language === undefined) return [];
    const burn = childOf(item, "burn");
    const isBurnt = burn?.kind === "scalar" && burn.value === true;
    return [{ language, file: fileAt(path, file, reading), burn: isBurnt }];
  });
}

/** The path of a file below the storyboard's folder, reported where there is none. */
function fileAt(text: string, node: Located, { context, files }: FileReading): string {
  const path = joinPath(node.source.folder, text);
  const found = path === undefined ? ({ problem: "outside" } as const) : files.describe(path);
  if (found.problem !== undefined) reportFileProblem(found, { text, node, context });
  return path ?? text;
}
