import { seededRandom } from "../../random/seeded-random.ts";
import { encodeSoundFrame, samplesPerFrame, samplesPerSecond, type Tone } from "./sound-frame.ts";

/** Lines nearest to a pentatonic scale: A5, B5, C#6, E6, F#6. */
const scale = [37, 42, 47, 56, 63] as const;

/** Quiet enough to be left running: the loudest tone peaks near -26 dB. */
const loudestGain = 184;
const stepsPerFrame = 1;
const framesPerNote = Math.round(samplesPerSecond / samplesPerFrame / 2);

/** Frames of a soft tune that lasts this many samples; its notes come from the seed. */
export function encodeTune({
  seed,
  samples,
}: {
  readonly seed: number;
  readonly samples: number;
}): readonly Uint8Array[] {
  const random = seededRandom("tune", seed);
  const frames = Math.ceil((samples + samplesPerFrame) / samplesPerFrame);
  let line: number = scale[0];
  return Array.from({ length: frames }, (_, frame) => {
    const age = frame % framesPerNote;
    if (age === 0) line = scale[random.integer(0, scale.length - 1)]!;
    return encodeSoundFrame(frame, fading({ line, age }));
  });
}

/** A struck note: at its loudest at once, then dying away. */
function fading({ line, age }: { readonly line: number; readonly age: number }): Tone {
  return { line, gain: loudestGain - age * stepsPerFrame };
}
