/** What a mock clip is to be and to show. */
export interface ClipRequest {
  /** Pixels; even, as every size that a format offers. */
  readonly width: number;
  /** Pixels; even. */
  readonly height: number;
  readonly seconds: number;
  /** Exact number of frames; follows from `seconds` when absent. */
  readonly frames?: number;
  /** Default: 24. */
  readonly framesPerSecond?: number;
  /** Chooses colours, scenery and tune. */
  readonly seed: number;
  /** Whether to add a sound track. */
  readonly audio: boolean;
  readonly text: ClipText;
}

/** What is written on the picture. */
export interface ClipText {
  readonly taskId: string;
  readonly format: string;
  readonly prompt: string;
}
