import type { Clip } from "../film/clip.ts";

/** A clip as a film reads it; `changes` say what is different about it. */
export function clipWith(changes: Partial<Clip> = {}): Clip {
  return {
    take: "reveal",
    path: "/clips/reveal.mp4",
    seconds: 5,
    width: 1280,
    height: 720,
    rate: { numerator: 24, denominator: 1 },
    colorSpace: "bt709",
    highRange: undefined,
    sound: { sampleRate: 48_000, channels: 2 },
    ...changes,
  };
}
