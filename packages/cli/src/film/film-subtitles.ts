import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { FilmSubtitles } from "@shotlist/core";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { readCues, SubtitleError } from "./subtitles/cues.ts";
import { languageCode } from "./subtitles/language.ts";
import type { SubtitleTrack } from "./subtitles/subtitle-track.ts";

/** The subtitles of a film, those that are burned in apart. */
export interface FilmTexts {
  readonly tracks: readonly SubtitleTrack[];
  readonly burn: SubtitleTrack | undefined;
}

/** Reads the subtitle files of a film, relative to the storyboard's folder. Throws a `CommandError` that names file and line. */
export async function readFilmTexts(subtitles: readonly FilmSubtitles[], folder: string): Promise<FilmTexts> {
  const tracks = await Promise.all(subtitles.map((written) => readTrack(written, folder)));
  const isBurnt = (_: unknown, index: number): boolean => subtitles[index]?.burn === true;
  const burnt = tracks.filter(isBurnt);
  if (burnt.length > 1)
    throw wrong("Only one subtitle track of a film can be burned in", "Keep `burn: true` for one of them");
  return { tracks: tracks.filter((track, index) => !isBurnt(track, index)), burn: burnt[0] };
}

async function readTrack({ language, file }: FilmSubtitles, folder: string): Promise<SubtitleTrack> {
  const code = languageCode(language);
  if (code === undefined) {
    const hint = "Use a three-letter ISO 639-2 code, such as eng or zho: MP4 files need one";
    throw wrong(`Unknown language ${JSON.stringify(language)} of ${file}`, hint);
  }
  const text = await readFile(resolve(folder, file), "utf8");
  try {
    const cues = readCues(text);
    if (cues.length > 0) return { language: code, cues };
  } catch (error) {
    if (!(error instanceof SubtitleError)) throw error;
    throw wrong(`${file}:${error.line}: ${error.message}`, "Use SRT or WebVTT");
  }
  throw wrong(`${file} contains no subtitles`, "Use SRT or WebVTT");
}

function wrong(message: string, hint: string): CommandError {
  return new CommandError(message, { code: "subtitles_wrong", exitCode: ExitCode.wrong, hint });
}
