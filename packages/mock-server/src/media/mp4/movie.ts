import { box, concatenate, fullBox, uint16, uint32 } from "./box.ts";
import { type Track, trackBox, unityMatrix } from "./track.ts";

/** A length of time in ticks. */
export interface Duration {
  readonly ticks: number;
  readonly perSecond: number;
}

/**
 * An MP4 file of these tracks, as long as its video. The index comes before the samples, so that a player can start
 * before it has the whole file.
 */
export function toMovie(tracks: readonly Track[], duration: Duration): Uint8Array {
  const header = box("ftyp", "isom", uint32(512), "isomiso2avc1mp41");
  const chunks = interleave(tracks);
  const sampleBytes = chunks.reduce((sum, { size }) => sum + size, 0);
  // The index has the same size whatever the offsets in it are, so a first one shows where the samples will begin.
  const indexSize = indexBox(tracks, duration, chunks, 0).length;
  const index = indexBox(tracks, duration, chunks, header.length + indexSize + 8);
  return concatenate(
    [
      header,
      index,
      uint32(sampleBytes + 8),
      new TextEncoder().encode("mdat"),
      ...chunks.flatMap(({ samples }) => samples),
    ],
    header.length + indexSize + 8 + sampleBytes,
  );
}

interface Chunk {
  readonly track: Track;
  readonly samples: readonly Uint8Array[];
  readonly size: number;
  /** Bytes from the start of the samples. */
  readonly offset: number;
}

/** Lays the chunks of the tracks side by side, so that a player never reads far ahead. */
function interleave(tracks: readonly Track[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  const rounds = Math.max(...tracks.map(({ samples, samplesPerChunk }) => Math.ceil(samples.length / samplesPerChunk)));
  let offset = 0;
  for (let round = 0; round < rounds; round++) {
    for (const track of tracks) {
      const samples = track.samples.slice(round * track.samplesPerChunk, (round + 1) * track.samplesPerChunk);
      if (samples.length === 0) continue;
      const size = samples.reduce((sum, sample) => sum + sample.length, 0);
      chunks.push({ track, samples, size, offset });
      offset += size;
    }
  }
  return chunks;
}

function indexBox(
  tracks: readonly Track[],
  duration: Duration,
  chunks: readonly Chunk[],
  samplesAt: number,
): Uint8Array {
  return box(
    "moov",
    fullBox(
      "mvhd",
      0,
      uint32(0, 0, duration.perSecond, duration.ticks, 0x10000),
      uint16(0x100, 0),
      uint32(0, 0),
      unityMatrix,
      uint32(0, 0, 0, 0, 0, 0),
      uint32(tracks.length + 1),
    ),
    tracks.map((track, position) =>
      trackBox(track, {
        id: position + 1,
        movieTicks: duration.ticks,
        chunkOffsets: chunks.filter((chunk) => chunk.track === track).map(({ offset }) => samplesAt + offset),
      }),
    ),
  );
}
