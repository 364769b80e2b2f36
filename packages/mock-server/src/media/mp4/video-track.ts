import {
  pictureParameterSet,
  sequenceParameterSet,
  ticksPerFrame,
  ticksPerSecond,
  type VideoShape,
} from "../h264/parameter-sets.ts";
import { box, concatenate, uint16, uint32, uint8 } from "./box.ts";
import type { Track } from "./track.ts";

/** A video track of H.264 pictures (one NAL unit each), of which the `keyFrames` (from 0) can be decoded alone. */
export function toVideoTrack(
  shape: VideoShape,
  { pictures, keyFrames }: { readonly pictures: readonly Uint8Array[]; readonly keyFrames: readonly number[] },
): Track {
  return {
    kind: "video",
    ticksPerSecond: ticksPerSecond(shape.framesPerSecond),
    samples: pictures.map((unit) => concatenate([uint32(unit.length), unit], unit.length + 4)),
    ticksPerSample: ticksPerFrame,
    leadTicks: 0,
    totalTicks: pictures.length * ticksPerFrame,
    keySamples: keyFrames.map((frame) => frame + 1),
    samplesPerChunk: Math.max(1, Math.round(shape.framesPerSecond)),
    description: describeVideo(shape),
    size: shape,
  };
}

function describeVideo(shape: VideoShape): Uint8Array {
  const sequence = sequenceParameterSet(shape);
  const picture = pictureParameterSet();
  return box(
    "avc1",
    uint16(0, 0, 0, 1, 0, 0), // reserved, data reference, predefined
    uint32(0, 0, 0),
    uint16(shape.width, shape.height),
    uint32(0x480000, 0x480000, 0), // 72 dots per inch
    uint16(1), // frame per sample
    new Uint8Array(32), // no compressor name
    uint16(24, 0xffff),
    box(
      "avcC",
      uint8(1),
      sequence.subarray(1, 4), // profile, compatibility, level
      uint8(0xff, 0xe1), // lengths of 4 bytes; one sequence set
      uint16(sequence.length),
      sequence,
      uint8(1),
      uint16(picture.length),
      picture,
    ),
    box("colr", "nclx", uint16(1, 1, 1), uint8(0)),
  );
}
