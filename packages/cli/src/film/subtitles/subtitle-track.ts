import type { Cue } from "./cues.ts";

/** The subtitles of a film in one language. */
export interface SubtitleTrack {
  /** Three letters (ISO 639-2), which is all that MP4 keeps. */
  readonly language: string;
  readonly cues: readonly Cue[];
}
