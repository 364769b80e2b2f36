import { decoderConfiguration, samplesPerFrame, samplesPerSecond } from "../aac/sound-frame.ts";
import { box, concatenate, fullBox, uint16, uint32, uint8 } from "./box.ts";
import type { Track } from "./track.ts";

/** A sound track of AAC frames, of which `samples` sound samples are to be heard. */
export function toSoundTrack(frames: readonly Uint8Array[], samples: number): Track {
  return {
    kind: "sound",
    ticksPerSecond: samplesPerSecond,
    samples: frames,
    ticksPerSample: samplesPerFrame,
    leadTicks: samplesPerFrame,
    totalTicks: samplesPerFrame + samples,
    samplesPerChunk: Math.round(samplesPerSecond / samplesPerFrame),
    description: describeSound(),
  };
}

function describeSound(): Uint8Array {
  return box(
    "mp4a",
    uint16(0, 0, 0, 1), // reserved, data reference
    uint32(0, 0),
    uint16(1, 16, 0, 0), // one channel of 16 bits
    uint32(samplesPerSecond * 0x10000),
    fullBox("esds", 0, elementaryStream()),
  );
}

const descriptorTag = { stream: 3, decoder: 4, decoderSpecific: 5, synchronisation: 6 } as const;
const aacInMpeg4 = 0x40;
const soundStream = 0x15;

function elementaryStream(): Uint8Array {
  const decoder = descriptor(
    descriptorTag.decoder,
    uint8(aacInMpeg4, soundStream, 0, 0, 0), // buffer size not stated
    uint32(0, 0), // neither highest nor mean bit rate
    descriptor(descriptorTag.decoderSpecific, decoderConfiguration),
  );
  return descriptor(descriptorTag.stream, uint8(0, 0, 0), decoder, descriptor(descriptorTag.synchronisation, uint8(2)));
}

function descriptor(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  return concatenate([uint8(tag, size), ...parts], size + 2);
}
