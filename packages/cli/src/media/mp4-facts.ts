import { latinText, numberAt, type Box, type FileBytes } from "@shotlist/batch-runner";
import { present } from "@shotlist/schema";
import { fragmentEnds } from "./mp4-fragments.ts";
import { wholeBoxes, type Track } from "./mp4-track.ts";

/** What an MP4 or a MOV says of itself. */
export interface MovieFacts {
  readonly hasPictures: boolean;
  readonly hasSound: boolean;
  /** Of the picture as players show it, turned where the file says so. */
  readonly width?: number;
  readonly height?: number;
  /** Absent where the file does not know. */
  readonly durationSeconds?: number;
}

/** Reads an MP4 or MOV: its index, and its fragments where it has any. `undefined` where it has no index. */
export function readMovie(file: FileBytes): MovieFacts | undefined {
  const top = wholeBoxes(file, 0, file.size);
  const moov = top.find(({ type }) => type === "moov");
  if (moov === undefined) return undefined;
  const inside = wholeBoxes(file, moov.from, moov.to);
  const tracks = inside.filter(({ type }) => type === "trak").flatMap((trak) => readTrack(file, trak) ?? []);
  const pictures = tracks.filter(({ kind, width, height }) => kind === "vide" && width > 0 && height > 0);
  const seconds = secondsOf(file, { top, inside, tracks });
  // A thumbnail or a cover is a track too, and lasts for one picture.
  const film = pictures.toSorted((left, right) => (right.seconds ?? 0) - (left.seconds ?? 0))[0];
  return {
    hasPictures: tracks.some(({ kind }) => kind === "vide"),
    hasSound: tracks.some(({ kind }) => kind === "soun"),
    ...(film === undefined ? {} : { width: film.width, height: film.height }),
    ...present({ durationSeconds: seconds }),
  };
}

interface Movie {
  readonly top: readonly Box[];
  readonly inside: readonly Box[];
  readonly tracks: readonly Track[];
}

/** The end of the last fragment; without fragments what the index says, else the longest of its tracks. */
function secondsOf(file: FileBytes, { top, inside, tracks }: Movie): number | undefined {
  const fragments = top.filter(({ type }) => type === "moof");
  if (fragments.length > 0) return longest(fragmentEnds(file, { fragments, inside, tracks }));
  const header = inside.find(({ type }) => type === "mvhd");
  const written = header === undefined ? undefined : readTimes(file, header)?.seconds;
  // An index that announces fragments and says nothing of them is not a length.
  return written ?? longest(tracks.map((track) => track.seconds));
}

function longest(seconds: readonly (number | undefined)[]): number | undefined {
  const known = seconds.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

function readTrack(file: FileBytes, trak: Box): Track | undefined {
  const inside = wholeBoxes(file, trak.from, trak.to);
  const head = inside.find(({ type }) => type === "tkhd");
  const media = inside.find(({ type }) => type === "mdia");
  if (head === undefined || media === undefined) return undefined;
  const ofMedia = wholeBoxes(file, media.from, media.to);
  const handler = ofMedia.find(({ type }) => type === "hdlr");
  const mediaHead = ofMedia.find(({ type }) => type === "mdhd");
  const times = mediaHead === undefined ? undefined : readTimes(file, mediaHead);
  const bytes = file.read(head.from, head.to - head.from);
  const [width, height] = shownSize(bytes);
  return {
    id: numberAt(bytes, bytes[0] === 1 ? 20 : 12, 4) ?? 0,
    kind: handler === undefined ? "" : latinText(file.read(handler.from + 8, 4)),
    timescale: times?.timescale ?? 0,
    seconds: times?.seconds,
    width,
    height,
  };
}

/** `tkhd` ends with a matrix, and width and height in 16.16; a matrix that turns by a quarter exchanges the two. */
function shownSize(head: Uint8Array): readonly [number, number] {
  const end = head.length;
  const width = numberAt(head, end - 8, 2) ?? 0;
  const height = numberAt(head, end - 4, 2) ?? 0;
  const [straight, turned] = [numberAt(head, end - 44, 4), numberAt(head, end - 40, 4)];
  return straight === 0 && turned !== 0 && turned !== undefined ? [height, width] : [width, height];
}

/** `mvhd` and `mdhd`: version 1 writes its times in 64 bits. Zero and all ones mean that nobody knew. */
function readTimes(file: FileBytes, { from, to }: Box): { timescale: number; seconds: number | undefined } | undefined {
  const bytes = file.read(from, to - from);
  const isLong = bytes[0] === 1;
  const timescale = numberAt(bytes, isLong ? 20 : 12, 4);
  const duration = numberAt(bytes, isLong ? 24 : 16, isLong ? 8 : 4);
  if (timescale === undefined || timescale === 0 || duration === undefined) return undefined;
  const isKnown = duration > 0 && duration < (isLong ? 2 ** 63 : 2 ** 32 - 1);
  return { timescale, seconds: isKnown ? duration / timescale : undefined };
}
