import { framesPerSecond, rateText } from "./clip.ts";
import type { Film } from "./film.ts";
import type { FilterGraph } from "./filter-graph.ts";

/** Files that go into a film besides its clips. */
export interface FilmFiles {
  /** The subtitles as files that ffmpeg reads, in the order of `Film.subtitles`. */
  readonly subtitles: readonly string[];
  readonly out: string;
}

const quietly = "-nostdin -y -v warning -nostats -progress pipe:1".split(" ");
const withoutMetadata = "-map_metadata -1 -map_chapters -1".split(" ");
const encoding = [
  "-c:v libx264 -crf 18 -preset medium -fps_mode cfr -movflags +faststart",
  "-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv",
].flatMap((words) => words.split(" "));

/** The words of the one call of ffmpeg that makes a film. Inputs: the clips, then a sound, then the subtitles. */
export function ffmpegWords(film: Film, graph: FilterGraph, { subtitles, out }: FilmFiles): readonly string[] {
  const { clips, sound, rate } = film;
  const track = sound.kind === "track" ? ["-i", sound.path] : [];
  const firstSubtitle = clips.length + (track.length === 0 ? 0 : 1);
  const timescale = Math.round(framesPerSecond(rate) * rate.denominator * (rate.denominator === 1 ? 1000 : 1));
  return [
    ...quietly,
    ...clips.flatMap(({ path }) => ["-i", path]),
    ...track,
    ...subtitles.flatMap((path) => ["-i", path]),
    "-filter_complex",
    graph.text,
    "-map",
    graph.picture,
    ...(graph.sound === undefined ? [] : ["-map", graph.sound, "-c:a", "aac", "-b:a", "192k"]),
    ...subtitles.flatMap((_, index) => ["-map", `${firstSubtitle + index}:s:0`]),
    ...(subtitles.length === 0 ? [] : ["-c:s", "mov_text"]),
    ...film.subtitles.flatMap(({ language }, index) => [`-metadata:s:s:${index}`, `language=${language}`]),
    ...withoutMetadata,
    ...encoding,
    "-r",
    rateText(rate),
    "-video_track_timescale",
    String(timescale),
    "-f",
    "mp4",
    out,
  ];
}
