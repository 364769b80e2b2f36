import { readFrom } from "@shotlist/batch-runner";
import { readMovie } from "./mp4-facts.ts";
import { readWavSeconds } from "./wav-seconds.ts";

/** What is in a medium, as far as it says. */
export interface MediaFacts {
  readonly hasPictures?: boolean;
  /** Of the picture as players show it. */
  readonly width?: number;
  readonly height?: number;
  /** Absent where nobody can know. */
  readonly durationSeconds?: number;
}

/** No medium of a storyboard is longer: more is a number that nobody meant. */
const longestSeconds = 1_000_000;

/** Reads what is quickly read: MP4, MOV and WAV by their heads. `undefined` where the whole file has to be gone through. */
export function glanceAtMedia(path: string, mediaType: string): MediaFacts | undefined {
  if (mediaType === "audio/wav") return sensible({ hasPictures: false, durationSeconds: readWavSeconds(path) });
  if (!isMovie(mediaType)) return isMedium(mediaType) ? undefined : {};
  const movie = readFrom(path, readMovie);
  return movie === undefined ? {} : sensible(movie);
}

/** Reads what a glance does not tell: MP3, AAC, Ogg, FLAC, WebM and Matroska, packet by packet. */
export async function measureMedia(path: string): Promise<MediaFacts> {
  const { ALL_FORMATS, FilePathSource, Input } = await import("mediabunny");
  using input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
  try {
    const picture = await input.getPrimaryVideoTrack();
    const durationSeconds = await input.computeDuration();
    const size =
      picture === null ? {} : { width: await picture.getDisplayWidth(), height: await picture.getDisplayHeight() };
    return sensible({ hasPictures: picture !== null, ...size, durationSeconds });
  } catch {
    // Of a file that nobody can read through, nothing is known; who takes it will say so.
    return {};
  }
}

/** Whether going through the whole of a medium would tell more than a glance did. */
export function needsMeasuring(facts: { readonly mediaType: string; readonly durationSeconds?: number }): boolean {
  const { mediaType, durationSeconds } = facts;
  return durationSeconds === undefined && isMedium(mediaType) && !isMovie(mediaType) && mediaType !== "audio/wav";
}

function isMovie(mediaType: string): boolean {
  return mediaType === "video/mp4" || mediaType === "video/quicktime" || mediaType === "audio/mp4";
}

function isMedium(mediaType: string): boolean {
  return mediaType.startsWith("video/") || mediaType.startsWith("audio/");
}

function sensible({
  durationSeconds,
  ...facts
}: Omit<MediaFacts, "durationSeconds"> & { readonly durationSeconds?: number | undefined }): MediaFacts {
  const isKnown = durationSeconds !== undefined && durationSeconds > 0 && durationSeconds < longestSeconds;
  return isKnown ? { ...facts, durationSeconds } : facts;
}
