/** Real time as far as the event loop keeps up with it. */
export interface LoopTime {
  /** Milliseconds since the start. */
  ms(): number;
  close(): void;
}

/** So often the loop is asked whether it is there. */
const beatMs = 10;
/** Of the time between two beats so much counts: a beat that is a little late is nothing to speak of. */
const mostOfABeatMs = 2 * beatMs;

/**
 * Starts counting. While the loop is held up, by a clip that is drawn or by a thousand answers that came together, the beat does
 * not come, and time stands still after a moment. The beat keeps no process alive.
 */
export function createLoopTime(): LoopTime {
  let counted = 0;
  let beatAt = Date.now();
  const sinceBeat = (): number => Math.min(Math.max(0, Date.now() - beatAt), mostOfABeatMs);
  const beat = setInterval(() => {
    counted += sinceBeat();
    beatAt = Date.now();
  }, beatMs);
  beat.unref();
  return { ms: () => counted + sinceBeat(), close: () => clearInterval(beat) };
}
