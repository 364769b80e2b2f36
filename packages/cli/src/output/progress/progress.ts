import type { RunEvent } from "@shotlist/batch-runner";

/** Tells a person how a run goes. */
export interface Progress {
  onEvent(event: RunEvent): void;
  /** Draws the live lines again; nothing happens where there are none. */
  repaint(): void;
  /** Takes the live lines away. */
  close(): void;
}
