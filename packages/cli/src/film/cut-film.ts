import { dirname, join, resolve } from "node:path";
import type { State } from "@shotlist/batch-runner";
import type { Plan, PlannedFilm } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { writeOutput } from "../files/write-output.ts";
import { toEdl } from "./edl.ts";
import { secondsOfPictures, filmPictures, type Film } from "./film.ts";
import { clipsOf } from "./film-clips.ts";
import { changesFor, usualShape } from "./film-shape.ts";
import { readFilmTexts } from "./film-subtitles.ts";
import { makeFilm, makePoster, type MakeOptions } from "./make-film.ts";
import { toOtio } from "./otio.ts";

/** A film that was made. */
export interface CutFilm {
  readonly storyboard: string;
  readonly variant: PlannedFilm["variant"];
  /** Absolute path. */
  readonly file: string;
  readonly poster?: string;
  readonly timeline?: string;
  readonly seconds: number;
  readonly clips: readonly { readonly take: string; readonly changes: readonly string[] }[];
}

/** Where a film goes, and how. */
export interface CutOptions extends MakeOptions {
  readonly cwd: string;
  /** Folder of the films. */
  readonly folder: string;
  /** Path of the OpenTimelineIO file; an EDL goes next to it. */
  readonly otio: string | undefined;
}

/** Joins the chosen clips of one variant into a film. Throws a `CommandError`; a film that was there before stays then. */
export async function cutFilm(planned: PlannedFilm, plan: Plan, state: State, options: CutOptions): Promise<CutFilm> {
  const { cwd, folder, otio } = options;
  const board = resolve(cwd, dirname(plan.file));
  const clips = await clipsOf(planned, plan, state);
  const { tracks, burn } = await readFilmTexts(planned.subtitles, board);
  const shape = {
    ...usualShape(clips),
    ...planned.size,
    ...(planned.rate === undefined ? {} : { rate: { numerator: planned.rate, denominator: 1 } }),
  };
  const film: Film = {
    clips,
    ...shape,
    sound: soundOf(planned, board),
    loudness: planned.loudness,
    subtitles: tracks,
    burn,
  };
  const [file = "", poster] = filesOf(planned, folder);
  await makeFilm(film, file, options);
  if (poster !== undefined) await makePoster(file, planned.posterSeconds ?? 0, poster, options.guard);
  if (otio !== undefined) await writeTimeline(otio, `${plan.storyboard} ${planned.slug}`, film, cwd);
  const wantsSound = planned.sound === "keep" && clips.some(({ sound }) => sound !== undefined);
  return {
    storyboard: plan.storyboard,
    variant: planned.variant,
    file,
    ...present({ poster }),
    ...(otio === undefined ? {} : { timeline: resolve(cwd, otio) }),
    seconds: secondsOfPictures(filmPictures(film), film.rate),
    clips: clips.map((clip) => ({ take: clip.take, changes: changesFor(clip, shape, { wantsSound }) })),
  };
}

/** Where a film goes, and its poster where it has one. */
export function filesOf({ slug, posterSeconds }: PlannedFilm, folder: string): readonly string[] {
  const film = join(folder, `${slug}.mp4`);
  return posterSeconds === undefined ? [film] : [film, join(folder, `${slug}.png`)];
}

function soundOf({ sound }: PlannedFilm, board: string): Film["sound"] {
  return typeof sound === "string" ? { kind: sound } : { kind: "track", path: resolve(board, sound.file) };
}

async function writeTimeline(otio: string, name: string, film: Film, cwd: string): Promise<void> {
  await writeOutput(otio, toOtio(name, film), cwd);
  await writeOutput(`${otio.replace(/\.otio$/iu, "")}.edl`, toEdl(name, film), cwd);
}
