import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { present } from "@shotlist/schema";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import type { FilmGuard } from "./film-guard.ts";
import { probeClip } from "./probe-clip.ts";
import { framesPerSecond } from "./clip.ts";
import { ffmpegWords } from "./ffmpeg-words.ts";
import { filmPictures, secondsOfPictures, type Film } from "./film.ts";
import { filterGraph } from "./filter-graph.ts";
import { runProgram } from "../programs/run-program.ts";
import { toSrt } from "./subtitles/cues.ts";
import { faceFor } from "./subtitles/font.ts";
import { wrapLines } from "./subtitles/wrap-lines.ts";

/** How a film is made. */
export interface MakeOptions {
  readonly signal?: AbortSignal;
  /** Called with the share of the film that is done, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Says which files may be replaced. Default: any. */
  readonly guard?: FilmGuard;
}

/** Makes the film with one call of ffmpeg. The file is there only when it is whole and as long as its clips together. */
export async function makeFilm(
  film: Film,
  out: string,
  { signal, onProgress, guard }: MakeOptions = {},
): Promise<void> {
  refuseHighRange(film);
  const folder = await mkdtemp(join(tmpdir(), "shotlist-film-"));
  const part = join(dirname(out), `.${randomUUID()}.part.mp4`);
  try {
    await mkdir(dirname(out), { recursive: true });
    const subtitles = await Promise.all(
      film.subtitles.map(async ({ cues }, index) => {
        const file = join(folder, `track-${index}.srt`);
        await writeFile(file, toSrt(cues));
        return file;
      }),
    );
    const graph = filterGraph(film, { trackInput: film.clips.length, ...(await burning(film, folder)) });
    const seconds = secondsOfPictures(filmPictures(film), film.rate);
    let lacksLetters = false;
    await runProgram("ffmpeg", ffmpegWords(film, graph, { subtitles, out: part }), {
      ...present({ signal }),
      onOutput: (text) => {
        const done = /out_time_us=(?<us>\d+)/.exec(text)?.groups?.["us"];
        if (done !== undefined) onProgress?.(Math.min(1, Number(done) / 1e6 / seconds));
      },
      onWarning: (text) => {
        lacksLetters ||= missingLetters.test(text);
      },
    });
    if (lacksLetters) throw lettersMissing();
    await checkLength(part, seconds, film);
    await putInPlace(part, out, guard);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await rm(part, { force: true });
  }
}

/** Checks again what would be replaced: making a film takes a while. */
async function putInPlace(part: string, out: string, guard: FilmGuard | undefined): Promise<void> {
  await guard?.assertMayPut(out);
  await guard?.remember(part);
  await rename(part, out);
}

/** Writes the subtitles that become part of the picture, and says how ffmpeg draws them. */
async function burning({ burn }: Film, folder: string): Promise<{ readonly burn?: string }> {
  if (burn === undefined) return {};
  const face = await faceFor(burn.language);
  const file = join(folder, "burn.srt");
  await writeFile(file, toSrt(wrapLines(burn.cues)));
  const style = face === undefined ? "" : `:force_style='FontName=${face}'`;
  return { burn: `subtitles=filename=${escaped(file)}${style}` };
}

/** A path within a filter graph: colons and backslashes of Windows end a value there. */
function escaped(path: string): string {
  return path.replaceAll("\\", "/").replaceAll(":", String.raw`\\:`);
}

/** ffmpeg exits with 0 and draws empty boxes where no font has a letter; it only warns. */
const missingLetters = /failed to find any fallback with glyph/iu;

function lettersMissing(): CommandError {
  return new CommandError("No font on this machine has all characters of the subtitles", {
    code: "font_missing",
    exitCode: ExitCode.failed,
    hint: "Install one that has them (Debian: apt-get install fonts-noto), or remove `burn:`",
  });
}

function refuseHighRange({ clips }: Film): void {
  const clip = clips.find(({ highRange }) => highRange !== undefined);
  if (clip === undefined) return;
  throw new CommandError(
    `The clip of ${clip.take} has a high dynamic range (${clip.highRange}), which a film cannot show`,
    {
      code: "clip_unreadable",
      exitCode: ExitCode.failed,
      hint: "Convert it in an editing program; --otio writes the timeline for one",
    },
  );
}

/** Joining goes wrong without an error, so the film is measured: a picture more or less is rounding. */
async function checkLength(part: string, seconds: number, film: Film): Promise<void> {
  const made = await probeClip("the film", part);
  if (Math.abs(made.seconds - seconds) <= 1.5 / framesPerSecond(film.rate)) return;
  throw new CommandError(
    `ffmpeg made a film of ${made.seconds.toFixed(2)} s, but the clips are ${seconds.toFixed(2)} s long`,
    {
      code: "cut_failed",
      exitCode: ExitCode.failed,
      hint: "Nothing was written. Include the output of `ffmpeg -version` in a bug report",
    },
  );
}

/** Writes one picture of a film, `seconds` after its start, as PNG. */
export async function makePoster(film: string, seconds: number, out: string, guard?: FilmGuard): Promise<void> {
  const part = join(dirname(out), `.${randomUUID()}.part.png`);
  try {
    await runProgram("ffmpeg", [
      "-nostdin",
      "-y",
      "-v",
      "error",
      "-ss",
      String(seconds),
      "-i",
      film,
      "-frames:v",
      "1",
      part,
    ]);
    await putInPlace(part, out, guard);
  } finally {
    await rm(part, { force: true });
  }
}
