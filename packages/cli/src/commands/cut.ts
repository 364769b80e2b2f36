import { dirname, join, relative, resolve } from "node:path";
import type { RealmClass, State } from "@shotlist/batch-runner";
import type { Plan, PlannedFilm } from "@shotlist/core";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { CommandError, usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { rootOf } from "../files/git-root.ts";
import { outputPlaceProblem } from "../files/output-place.ts";
import { cutFilm, filesOf, type CutFilm } from "../film/cut-film.ts";
import { createFilmGuard, type FilmGuard } from "../film/film-guard.ts";
import { notRendered } from "../film/film-clips.ts";
import { writeJson } from "../output/json.ts";
import { ownerOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { count } from "../output/units.ts";
import { withStateToRead } from "../state/existing-states.ts";
import { hasLedger } from "../state/open-state-at.ts";
import { outputDirOfClass, splitByRealmClass } from "../state/realm-class.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { compileOrRefuse } from "../storyboards/compile-or-refuse.ts";
import type { World } from "../world/world.ts";
import { say, translate } from "../text/say.ts";
import stringWidth from "string-width";

/** Joins the chosen clips of each variant into a film; needs ffmpeg, asks no vendor and costs nothing. */
export const cut: Command = defineCommand({
  name: "cut",
  summary: "Join the chosen clips of each variant into one film (needs ffmpeg)",
  positionals: [{ name: "FILE", repeated: true }],
  options: {
    mock: { description: "Use clips that were rendered with --mock" },
    only: { value: "VARIANT", multiple: true, description: "Make only this film, by its file name without .mp4" },
    out: { value: "DIR", description: "Folder for the films (default: <output>/<storyboard>/cut)" },
    otio: {
      value: "FILE.otio",
      description: "Also write the timeline, with an EDL next to it, for an editing program",
    },
    "force-output": { description: "Replace existing files that Shotlist did not make" },
    json: { description: "Print one JSON document" },
    ...ownerOptions,
  },
  examples: ["shotlist cut campaign.yaml --mock", "shotlist cut campaign.yaml --only lang-en --otio lang-en.otio"],
  async run(files, options, world) {
    const { stdout, cwd } = world;
    const env = await readEnvironment(options["env-file"], world);
    const owner = await loadOwner(files, options, world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files });
    const target = options.mock ? ({ kind: "mock" } as const) : undefined;
    const plans = await compileOrRefuse(files, { world, env, owner, strict: false, target });
    const wanted = plans.flatMap((plan) => filmsOf(plan, options.only).map((film) => ({ plan, film })));
    requireFilms(plans, wanted.length, options.only);
    using interruption = world.interruptible();
    const guardIn = (state: State): FilmGuard =>
      createFilmGuard(state, { folder: join(stateFolder, state.realmClass), force: options["force-output"] });
    const films: CutFilm[] = [];
    const places = wanted.map(({ plan, film }) => {
      const realmClass = realmClassOfFilm(plan, film);
      const folder =
        options.out ?? join(dirname(plan.file), outputDirOfClass(plan.outputDir, realmClass), plan.storyboard, "cut");
      return { plan, film, realmClass, place: resolve(cwd, folder) };
    });
    // All of them before the first is made: a long batch does not end in the middle for a file that was there all along.
    for (const { plan, film, realmClass, place } of places) {
      if (!(await hasLedger(stateFolder, realmClass))) throw notRendered(film.slug, film.takes, plan.file);
      const made = filesOf(film, place);
      for (const file of made) refusePlace(file, { out: options.out, plan, cwd, stateFolder });
      await withStateToRead(stateFolder, realmClass, async (state) => {
        for (const file of made) await guardIn(state).assertMayPut(file);
      });
    }
    for (const { plan, film, realmClass, place } of places) {
      const label = plans.length > 1 ? `${plan.storyboard}/${film.slug}` : film.slug;
      using progress = showProgress(label, world);
      const made = await withStateToRead(stateFolder, realmClass, (state) =>
        cutFilm(film, plan, state, {
          cwd,
          folder: place,
          guard: guardIn(state),
          otio: options.otio === undefined ? undefined : timelineFile(options.otio, film, wanted.length),
          signal: interruption.signal,
          onProgress: progress.update,
        }),
      );
      films.push(made);
      if (!options.json) stdout.write(describe(label, made, cwd));
    }
    if (options.json) writeJson(stdout, { ok: true, films });
    return ExitCode.ok;
  },
});

interface PlaceOptions {
  readonly out: string | undefined;
  readonly plan: Plan;
  readonly cwd: string;
  readonly stateFolder: string;
}

/** A film goes where a clip may go. */
function refusePlace(file: string, { out, plan, cwd, stateFolder }: PlaceOptions): void {
  const root = out === undefined ? rootOf(dirname(resolve(cwd, plan.file))) : resolve(cwd, out);
  const why = outputPlaceProblem(file, { root, stateFolder });
  if (why === undefined) return;
  throw new CommandError(`Cannot write a film there: ${why}`, {
    code: "output_refused",
    exitCode: ExitCode.wrong,
    hint: "Choose another `output`, or give a folder with --out",
  });
}

function filmsOf({ films = [] }: Plan, only: readonly string[]): readonly PlannedFilm[] {
  return films.filter(({ slug }) => only.length === 0 || only.includes(slug));
}

function requireFilms(plans: readonly Plan[], found: number, only: readonly string[]): void {
  if (found > 0) return;
  const slugs = plans.flatMap(({ films = [] }) => films.map(({ slug }) => slug));
  if (slugs.length > 0) throw usageError(`No film matches --only ${only.join(", ")}`, `Films: ${slugs.join(", ")}`);
  throw usageError(`${plans.map(({ file }) => file).join(", ")} has no \`cut:\``, "Add `cut: true` to the storyboard");
}

function realmClassOfFilm(plan: Plan, { takes, slug }: PlannedFilm): RealmClass {
  const wanted = new Set(takes);
  const split = splitByRealmClass([{ ...plan, takes: plan.takes.filter(({ id }) => wanted.has(id)) }]);
  return onlyClass([...split.keys()], slug);
}

function onlyClass<Class>(classes: readonly Class[], slug: string): Class {
  const [realmClass, other] = classes;
  if (realmClass !== undefined && other === undefined) return realmClass;
  throw usageError(
    `The takes of film ${slug} come from live and from local providers`,
    "Use one kind of provider for all takes of a film",
  );
}

/** Each of several films gets its own timeline. */
function timelineFile(written: string, { slug }: PlannedFilm, films: number): string {
  return films === 1 ? written : `${written.replace(/\.otio$/iu, "")}-${slug}.otio`;
}

function showProgress(label: string, { stderr }: World): Disposable & { readonly update: (share: number) => void } {
  const clear = (): void => stderr.write(`\r${" ".repeat(stringWidth(label) + 16)}\r`);
  return {
    update: (share) => {
      if (stderr.isTTY) stderr.write(say`\rCutting ${label} ${String(Math.floor(share * 100)).padStart(3)} %`);
    },
    [Symbol.dispose]: () => {
      if (stderr.isTTY) clear();
    },
  };
}

function describe(label: string, { file, poster, timeline, seconds, clips }: CutFilm, cwd: string): string {
  const shown = [file, poster, timeline]
    .filter((path) => path !== undefined)
    .map((path) => relative(cwd, path) || path);
  const changed = clips.filter(({ changes }) => changes.length > 0);
  return [
    say`${label}: ${translate(count(clips.length, "clip"))}, ${seconds.toFixed(1)} s: ${shown.join(", ")}\n`,
    ...changed.map(({ take, changes }) => say`  ${take}: ${translate(changes.join(", "))}\n`),
  ].join("");
}
