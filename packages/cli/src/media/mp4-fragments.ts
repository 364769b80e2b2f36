import { numberAt, type Box, type FileBytes } from "@shotlist/batch-runner";
import { wholeBoxes, type Track } from "./mp4-track.ts";

interface FragmentedMovie {
  readonly fragments: readonly Box[];
  /** What the index holds. */
  readonly inside: readonly Box[];
  readonly tracks: readonly Track[];
}

/** The second at which each track of a fragmented MP4 ends, by its fragments. */
export function fragmentEnds(file: FileBytes, { fragments, inside, tracks }: FragmentedMovie): readonly number[] {
  const defaults = defaultDurations(file, inside);
  // An index that has its own samples comes before the fragments.
  const ends = new Map(tracks.map(({ id, seconds = 0, timescale }) => [id, seconds * timescale]));
  for (const fragment of fragments) {
    for (const run of wholeBoxes(file, fragment.from, fragment.to)) {
      if (run.type === "traf") addRun(file, run, { ends, defaults });
    }
  }
  return tracks.flatMap(({ id, timescale }) => (timescale === 0 ? [] : [(ends.get(id) ?? 0) / timescale]));
}

function addRun(
  file: FileBytes,
  traf: Box,
  { ends, defaults }: { readonly ends: Map<number, number>; readonly defaults: ReadonlyMap<number, number> },
): void {
  const boxes = wholeBoxes(file, traf.from, traf.to);
  const [head, start] = ["tfhd", "tfdt"].map((type) => boxes.find((box) => box.type === type));
  if (head === undefined) return;
  const bytes = file.read(head.from, head.to - head.from);
  const track = numberAt(bytes, 4, 4) ?? 0;
  const sampleTicks = ownDefault(bytes) ?? defaults.get(track) ?? 0;
  const from = start === undefined ? undefined : startOf(file.read(start.from, start.to - start.from));
  const ticks = boxes
    .filter(({ type }) => type === "trun")
    .reduce((sum, { from: at, to }) => sum + ticksOf(file.read(at, to - at), sampleTicks), 0);
  ends.set(track, Math.max(ends.get(track) ?? 0, (from ?? ends.get(track) ?? 0) + ticks));
}

/** `tfhd`: flags say which of its fields are there, and where. */
function ownDefault(bytes: Uint8Array): number | undefined {
  const flags = numberAt(bytes, 1, 3) ?? 0;
  if ((flags & 0x8) === 0) return undefined;
  return numberAt(bytes, 8 + ((flags & 0x1) === 0 ? 0 : 8) + ((flags & 0x2) === 0 ? 0 : 4), 4);
}

function startOf(bytes: Uint8Array): number | undefined {
  return numberAt(bytes, 4, bytes[0] === 1 ? 8 : 4);
}

/** `trun`: the samples' durations where they are written, else the default for each. */
function ticksOf(bytes: Uint8Array, sampleTicks: number): number {
  const flags = numberAt(bytes, 1, 3) ?? 0;
  const written = numberAt(bytes, 4, 4) ?? 0;
  if ((flags & 0x100) === 0) return written * sampleTicks;
  const first = 8 + ((flags & 0x1) === 0 ? 0 : 4) + ((flags & 0x4) === 0 ? 0 : 4);
  const stride = 4 * [0x100, 0x200, 0x400, 0x800].filter((flag) => (flags & flag) !== 0).length;
  const samples = Math.min(written, Math.floor((bytes.length - first) / stride));
  let ticks = 0;
  for (let sample = 0; sample < samples; sample += 1) ticks += numberAt(bytes, first + sample * stride, 4) ?? 0;
  return ticks;
}

/** `trex`: what a sample of each track lasts where nothing else says so. */
function defaultDurations(file: FileBytes, inside: readonly Box[]): ReadonlyMap<number, number> {
  const extension = inside.find(({ type }) => type === "mvex");
  if (extension === undefined) return new Map();
  return new Map(
    wholeBoxes(file, extension.from, extension.to)
      .filter(({ type }) => type === "trex")
      .map(({ from, to }) => file.read(from, to - from))
      .map((bytes) => [numberAt(bytes, 4, 4) ?? 0, numberAt(bytes, 12, 4) ?? 0]),
  );
}
