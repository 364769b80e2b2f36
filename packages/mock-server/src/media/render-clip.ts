import { samplesPerSecond } from "./aac/sound-frame.ts";
import { encodeTune } from "./aac/tune.ts";
import { createCard } from "./card/card.ts";
import { encodeKeyPicture, encodePicture } from "./h264/encode-picture.ts";
import { ticksPerFrame, ticksPerSecond, type VideoShape } from "./h264/parameter-sets.ts";
import { encodeJpeg } from "./jpeg/encode-jpeg.ts";
import { type Duration, toMovie } from "./mp4/movie.ts";
import { toSoundTrack } from "./mp4/sound-track.ts";
import type { Track } from "./mp4/track.ts";
import { toVideoTrack } from "./mp4/video-track.ts";
import type { ClipRequest } from "./picture/clip-request.ts";
import { Picture } from "./picture/picture.ts";
import { encodePng } from "./png/encode-png.ts";
import { firstStill, stillSheet } from "./stills/film-stills.ts";
import { encodeWebp } from "./webp/encode-webp.ts";

/** A finished clip; the same request always gives the same bytes. */
export interface RenderedClip {
  readonly mp4: Uint8Array;
  /** Equal to the clip's last picture; drawn when it is first read. */
  readonly lastFramePng: Uint8Array;
  /** The first picture, a quarter as wide; drawn when it is read. */
  readonly thumbnailWebp: Uint8Array;
  /** Pictures from all over the clip, four in a row, each a quarter as wide; drawn when it is read. */
  readonly spriteSheetJpeg: Uint8Array;
  readonly frames: number;
  readonly durationSeconds: number;
}

/** The longest clip that the formats offer is about this long, so it needs one key picture. */
const secondsBetweenKeyPictures = 15;

/** Draws and encodes a clip in milliseconds, without any program or native code. */
export function renderClip(request: ClipRequest): RenderedClip {
  const { width, height, framesPerSecond = 24 } = request;
  if (width % 2 !== 0 || height % 2 !== 0 || width < 2 || height < 2) {
    throw new Error(`a clip needs even sides of at least 2 pixels, not ${width}x${height}`);
  }
  const frames = request.frames ?? Math.max(1, Math.round(request.seconds * framesPerSecond));
  if (!Number.isInteger(frames) || frames < 1) throw new Error(`a clip needs a whole number of frames, not ${frames}`);
  const shape: VideoShape = { width, height, framesPerSecond };
  const { picture, ...encoded } = encodeFrames(request, shape, frames);
  const duration: Duration = { ticks: frames * ticksPerFrame, perSecond: ticksPerSecond(framesPerSecond) };

  const tracks = [toVideoTrack(shape, encoded), ...(request.audio ? [soundTrack(request.seed, duration)] : [])];

  let lastFramePng: Uint8Array | undefined;
  return {
    mp4: toMovie(tracks, duration),
    get lastFramePng() {
      lastFramePng ??= encodePng(picture, shape);
      return lastFramePng;
    },
    get thumbnailWebp() {
      return encodeWebp(firstStill(request, { frames, framesPerSecond }));
    },
    get spriteSheetJpeg() {
      return encodeJpeg(stillSheet(request, { frames, framesPerSecond }));
    },
    frames,
    durationSeconds: duration.ticks / duration.perSecond,
  };
}

function soundTrack(seed: number, { ticks, perSecond }: Duration): Track {
  const samples = Math.round((ticks * samplesPerSecond) / perSecond);
  return toSoundTrack(encodeTune({ seed, samples }), samples);
}

interface EncodedFrames {
  readonly pictures: readonly Uint8Array[];
  readonly keyFrames: readonly number[];
  /** The last one shown. */
  readonly picture: Picture;
}

function encodeFrames(request: ClipRequest, shape: VideoShape, frames: number): EncodedFrames {
  const picture = new Picture(shape);
  const card = createCard(request, { frames, framesPerSecond: shape.framesPerSecond });
  const keyInterval = Math.round(secondsBetweenKeyPictures * shape.framesPerSecond);
  const pictures: Uint8Array[] = [];
  const keyFrames: number[] = [];
  card.paintScene(picture);
  for (let frame = 0; frame < frames; frame++) {
    card.paintFrame(picture, frame);
    const changed = picture.takeTouched();
    const framesSinceKey = frame % keyInterval;
    if (framesSinceKey === 0) {
      pictures.push(encodeKeyPicture(picture, keyFrames.length));
      keyFrames.push(frame);
    } else {
      pictures.push(encodePicture(picture, { changed, framesSinceKey }));
    }
  }
  return { pictures, keyFrames, picture };
}
