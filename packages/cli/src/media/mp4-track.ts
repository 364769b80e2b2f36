import { boxesIn, type Box, type FileBytes } from "@shotlist/batch-runner";

/** What the index of an MP4 or MOV says of a track. */
export interface Track {
  readonly id: number;
  readonly kind: string;
  /** Ticks in a second. */
  readonly timescale: number;
  /** Seconds, where they are written. */
  readonly seconds: number | undefined;
  readonly width: number;
  readonly height: number;
}

/** The boxes between two places, without one that is broken. */
export function wholeBoxes(file: FileBytes, from: number, to: number): readonly Box[] {
  return [...boxesIn(file, from, to)].flatMap((box) => ("brokenAt" in box ? [] : [box]));
}
