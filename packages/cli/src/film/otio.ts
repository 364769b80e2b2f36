import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { framesPerSecond, type Clip, type Rate } from "./clip.ts";
import { picturesOf, type Film } from "./film.ts";

/** OpenTimelineIO's own names of its objects, with the version of each (opentimelineio.readthedocs.io, file format, 2026-11). */
const time = (pictures: number, rate: Rate): object => ({
  OTIO_SCHEMA: "RationalTime.1",
  rate: framesPerSecond(rate),
  value: pictures,
});

const range = (pictures: number, rate: Rate): object => ({
  OTIO_SCHEMA: "TimeRange.1",
  start_time: time(0, rate),
  duration: time(pictures, rate),
});

function clipOf(clip: Clip, rate: Rate): object {
  const whole = range(picturesOf(clip, rate), rate);
  return {
    OTIO_SCHEMA: "Clip.2",
    name: clip.take,
    metadata: {},
    enabled: true,
    effects: [],
    markers: [],
    source_range: whole,
    active_media_reference_key: "DEFAULT_MEDIA",
    media_references: {
      DEFAULT_MEDIA: {
        OTIO_SCHEMA: "ExternalReference.1",
        name: basename(clip.path),
        metadata: {},
        available_range: whole,
        available_image_bounds: null,
        target_url: pathToFileURL(clip.path).href,
      },
    },
  };
}

function gapOf(clip: Clip, rate: Rate): object {
  return {
    OTIO_SCHEMA: "Gap.1",
    name: "",
    metadata: {},
    enabled: true,
    effects: [],
    markers: [],
    source_range: range(picturesOf(clip, rate), rate),
  };
}

function trackOf(kind: "Video" | "Audio", children: readonly object[]): object {
  return {
    OTIO_SCHEMA: "Track.1",
    name: kind,
    kind,
    metadata: {},
    enabled: true,
    effects: [],
    markers: [],
    source_range: null,
    children,
  };
}

/** The film as an OpenTimelineIO timeline that an editing program opens: one track of pictures, one of the clips' own sound. */
export function toOtio(name: string, { clips, rate, sound }: Pick<Film, "clips" | "rate" | "sound">): string {
  const pictures = trackOf(
    "Video",
    clips.map((clip) => clipOf(clip, rate)),
  );
  const sounds = trackOf(
    "Audio",
    clips.map((clip) => (clip.sound === undefined ? gapOf(clip, rate) : clipOf(clip, rate))),
  );
  const hasSound = sound.kind === "keep" && clips.some((clip) => clip.sound !== undefined);
  const timeline = {
    OTIO_SCHEMA: "Timeline.1",
    name,
    metadata: {},
    global_start_time: time(0, rate),
    tracks: {
      OTIO_SCHEMA: "Stack.1",
      name: "tracks",
      metadata: {},
      enabled: true,
      effects: [],
      markers: [],
      source_range: null,
      children: hasSound ? [pictures, sounds] : [pictures],
    },
  };
  return `${JSON.stringify(timeline, null, 2)}\n`;
}
