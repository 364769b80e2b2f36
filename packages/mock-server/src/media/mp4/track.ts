import { box, type BoxPart, fullBox, uint16, uint32, uint32List } from "./box.ts";

/** The samples of one track and what a player needs to know about them. Times are in ticks of `ticksPerSecond`. */
export interface Track {
  readonly kind: "video" | "sound";
  readonly ticksPerSecond: number;
  readonly samples: readonly Uint8Array[];
  readonly ticksPerSample: number;
  /** Ticks before the first sample that is to be heard or seen (a sound decoder's warm-up). */
  readonly leadTicks: number;
  /** Ticks of the samples, the lead included; the last sample may be cut short by it. */
  readonly totalTicks: number;
  /** Numbers of the samples that can be decoded alone, from 1; absent when all of them do. */
  readonly keySamples?: readonly number[];
  /** Samples that lie together in the file, in the order of the tracks. */
  readonly samplesPerChunk: number;
  readonly description: Uint8Array;
  /** Pixels; absent for sound. */
  readonly size?: { readonly width: number; readonly height: number };
}

export const unityMatrix: Uint8Array = uint32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
const undeterminedLanguage = 0x55c4;

interface TrackPlace {
  /** From 1. */
  readonly id: number;
  /** Length of the whole movie. */
  readonly movieTicks: number;
  readonly chunkOffsets: readonly number[];
}

/** The `trak` box: everything about a track but its samples. */
export function trackBox(track: Track, { id, movieTicks, chunkOffsets }: TrackPlace): Uint8Array {
  const { width, height } = track.size ?? { width: 0, height: 0 };
  const isVideo = track.kind === "video";
  return box(
    "trak",
    fullBox(
      "tkhd",
      3, // enabled, in the movie
      uint32(0, 0, id, 0, movieTicks, 0, 0),
      uint16(0, isVideo ? 0 : 1, isVideo ? 0 : 0x100, 0),
      unityMatrix,
      uint32(width * 0x10000, height * 0x10000),
    ),
    box("edts", fullBox("elst", 0, uint32(1, movieTicks, track.leadTicks, 0x10000))),
    box(
      "mdia",
      fullBox("mdhd", 0, uint32(0, 0, track.ticksPerSecond, track.totalTicks), uint16(undeterminedLanguage, 0)),
      fullBox("hdlr", 0, uint32(0), isVideo ? "vide" : "soun", uint32(0, 0, 0), isVideo ? "Picture\0" : "Sound\0"),
      box(
        "minf",
        isVideo ? fullBox("vmhd", 1, uint16(0, 0, 0, 0)) : fullBox("smhd", 0, uint16(0, 0)),
        box("dinf", fullBox("dref", 0, uint32(1), fullBox("url ", 1))),
        box("stbl", sampleTables(track, chunkOffsets)),
      ),
    ),
  );
}

function sampleTables(track: Track, chunkOffsets: readonly number[]): readonly BoxPart[] {
  const { samples, samplesPerChunk } = track;
  return [
    fullBox("stsd", 0, uint32(1), track.description),
    fullBox("stts", 0, sampleDurations(track)),
    ...(track.keySamples === undefined
      ? []
      : [fullBox("stss", 0, uint32(track.keySamples.length), uint32List(track.keySamples))]),
    fullBox("stsc", 0, chunkRuns(samples.length, samplesPerChunk)),
    fullBox("stsz", 0, uint32(0, samples.length), uint32List(samples.map((sample) => sample.length))),
    fullBox("stco", 0, uint32(chunkOffsets.length), uint32List(chunkOffsets)),
  ];
}

function sampleDurations({ samples, ticksPerSample, totalTicks }: Track): Uint8Array {
  const last = totalTicks - (samples.length - 1) * ticksPerSample;
  if (last === ticksPerSample) return uint32(1, samples.length, ticksPerSample);
  return samples.length === 1 ? uint32(1, 1, last) : uint32(2, samples.length - 1, ticksPerSample, 1, last);
}

function chunkRuns(samples: number, perChunk: number): Uint8Array {
  const full = Math.floor(samples / perChunk);
  const rest = samples % perChunk;
  if (rest === 0) return uint32(1, 1, perChunk, 1);
  return full === 0 ? uint32(1, 1, rest, 1) : uint32(2, 1, perChunk, 1, full + 1, rest, 1);
}
