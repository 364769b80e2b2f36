import { rateText, type Clip } from "./clip.ts";
import { filmPictures, picturesOf, secondsOfPictures, type Film } from "./film.ts";

/** The graph of filters that makes one film of its clips, which are the inputs 0 to n-1 of ffmpeg, in their order. */
export interface FilterGraph {
  readonly text: string;
  /** Label of the picture. */
  readonly picture: string;
  /** Label of the sound; `undefined` where the film has none. */
  readonly sound: string | undefined;
}

const soundFormat = "aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo";

/**
 * Every clip gets one size, one rate, one colour matrix and a sound as long as its picture before they are joined: a join of
 * unlike clips exits with 0 and plays wrong (docs/decisions/0540).
 */
export function filterGraph(film: Film, { trackInput, burn }: GraphInputs): FilterGraph {
  const { clips, sound } = film;
  const hasOwnSound = sound.kind === "keep" && clips.some((clip) => clip.sound !== undefined);
  const parts = clips.flatMap((clip, index) => [
    pictureOf(clip, index, film),
    ...(hasOwnSound ? [soundOf(clip, index, film)] : []),
  ]);
  const pads = clips.map((_, index) => `[v${index}]${hasOwnSound ? `[a${index}]` : ""}`).join("");
  parts.push(
    `${pads}concat=n=${clips.length}:v=1:a=${hasOwnSound ? 1 : 0}[joined]${hasOwnSound ? "[joinedsound]" : ""}`,
  );
  parts.push(`[joined]${burn ?? "null"}[picture]`);
  const source = sound.kind === "track" ? `[${trackInput}:a]` : "[joinedsound]";
  const hasSound = hasOwnSound || sound.kind === "track";
  if (hasSound) parts.push(`${source}${filmSound(film)}[sound]`);
  return { text: parts.join(";\n"), picture: "[picture]", sound: hasSound ? "[sound]" : undefined };
}

/** What else goes into the graph. */
export interface GraphInputs {
  /** Number of the input that is the sound of the whole film. */
  readonly trackInput?: number;
  /** The filter that draws subtitles into the picture. */
  readonly burn?: string;
}

function pictureOf(clip: Clip, index: number, { width, height, rate }: Film): string {
  const pictures = picturesOf(clip, rate);
  const steps = [
    // A clip that does not name its matrix is shown as BT.709 by browsers; ffmpeg would read BT.601.
    `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2:in_color_matrix=${matrixOf(clip)}:out_color_matrix=bt709:out_range=tv`,
    `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2`,
    "setsar=1",
    `fps=${rateText(rate)}`,
    "format=yuv420p",
    // Rounding may ask for a picture more than there is: the last one is held.
    "tpad=stop_mode=clone:stop_duration=1",
    `trim=end_frame=${pictures}`,
    "setpts=PTS-STARTPTS",
  ];
  return `[${index}:v:0]${steps.join(",")}[v${index}]`;
}

const matrices: Readonly<Record<string, string>> = {
  smpte170m: "smpte170m",
  bt470bg: "bt470",
  fcc: "fcc",
  smpte240m: "smpte240m",
  bt2020nc: "bt2020",
  bt2020c: "bt2020",
};

function matrixOf({ colorSpace }: Clip): string {
  return matrices[colorSpace ?? ""] ?? "bt709";
}

function soundOf(clip: Clip, index: number, { rate }: Film): string {
  const end = secondsOfPictures(picturesOf(clip, rate), rate).toFixed(6);
  const source =
    clip.sound === undefined
      ? "anullsrc=r=48000:cl=stereo"
      : `[${index}:a:0]aresample=48000:async=1:first_pts=0,${soundFormat},apad`;
  return `${source},atrim=end=${end},asetpts=PTS-STARTPTS[a${index}]`;
}

/** Loudness and exact length. Loudness normalisation changes the sample rate, so the format is set again after it. */
function filmSound(film: Film): string {
  const end = secondsOfPictures(filmPictures(film), film.rate).toFixed(6);
  const loudness = film.loudness === undefined ? [] : [`loudnorm=I=${film.loudness}:TP=-1.5:LRA=11`, "aresample=48000"];
  return [...loudness, soundFormat, "apad", `atrim=end=${end}`].join(",");
}
