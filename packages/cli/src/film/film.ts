import type { Clip, Rate } from "./clip.ts";
import type { SubtitleTrack } from "./subtitles/subtitle-track.ts";

/** What the film sounds like: the clips' own sound, silence, or one file for the whole film. */
type FilmSound =
  | { readonly kind: "keep" }
  | { readonly kind: "none" }
  | { readonly kind: "track"; readonly path: string };

/** A film to be made of clips. */
export interface Film {
  /** In their order. */
  readonly clips: readonly Clip[];
  readonly width: number;
  readonly height: number;
  readonly rate: Rate;
  readonly sound: FilmSound;
  /** LUFS; `undefined` leaves the loudness alone. */
  readonly loudness: number | undefined;
  readonly subtitles: readonly SubtitleTrack[];
  /** The one of `subtitles` that becomes part of the picture. */
  readonly burn: SubtitleTrack | undefined;
}

/** Pictures of a clip in the film: its length, rounded to whole pictures of the film's rate. */
export function picturesOf({ seconds }: Pick<Clip, "seconds">, { numerator, denominator }: Rate): number {
  return Math.max(1, Math.round((seconds * numerator) / denominator));
}

/** Length of a number of pictures, in seconds with a microsecond's digits. */
export function secondsOfPictures(pictures: number, { numerator, denominator }: Rate): number {
  return (pictures * denominator) / numerator;
}

/** Length of the whole film in pictures. */
export function filmPictures({ clips, rate }: Pick<Film, "clips" | "rate">): number {
  return clips.reduce((sum, clip) => sum + picturesOf(clip, rate), 0);
}
