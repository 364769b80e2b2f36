/** A fraction as ffmpeg writes it: `24/1`, `30000/1001`. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

/** The sound of a clip. */
interface ClipSound {
  readonly sampleRate: number;
  readonly channels: number;
}

/** What a film needs to know of a clip. */
export interface Clip {
  readonly take: string;
  /** Absolute path. */
  readonly path: string;
  /** Length of the picture, in seconds; sound may be longer. */
  readonly seconds: number;
  /** As shown: a clip that is stored turned has its sides swapped. */
  readonly width: number;
  readonly height: number;
  readonly rate: Rate;
  /** `undefined` where the clip does not say. */
  readonly colorSpace: string | undefined;
  /** A transfer of more than standard range (`smpte2084`, `arib-std-b67`). */
  readonly highRange: string | undefined;
  readonly sound: ClipSound | undefined;
}

/** Frames per second as a number. */
export function framesPerSecond({ numerator, denominator }: Rate): number {
  return numerator / denominator;
}

/** As ffmpeg reads it. */
export function rateText({ numerator, denominator }: Rate): string {
  return denominator === 1 ? String(numerator) : `${numerator}/${denominator}`;
}
