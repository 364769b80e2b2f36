import { createCard } from "../card/card.ts";
import type { ClipRequest } from "../picture/clip-request.ts";
import { Picture } from "../picture/picture.ts";
import { toStill, type Still } from "./still.ts";

const columns = 4;
const mostStills = 16;

/** How many frames a clip has, and how fast they pass. */
export interface FrameCount {
  readonly frames: number;
  readonly framesPerSecond: number;
}

/** The first picture of a clip, small. */
export function firstStill(request: ClipRequest, count: FrameCount): Still {
  const picture = new Picture(request);
  const card = createCard(request, count);
  card.paintScene(picture);
  card.paintFrame(picture, 0);
  return toStill(picture, request);
}

/** Up to sixteen pictures from all over a clip, small, four in a row, the earliest at the top left. */
export function stillSheet(request: ClipRequest, count: FrameCount): Still {
  const picture = new Picture(request);
  const card = createCard(request, count);
  const places = Math.min(mostStills, count.frames);
  const shown = Array.from({ length: places }, (_, place) => Math.floor((place * count.frames) / places));
  const stills: Still[] = [];
  card.paintScene(picture);
  for (let frame = 0; frame < count.frames; frame++) {
    card.paintFrame(picture, frame);
    if (shown[stills.length] === frame) stills.push(toStill(picture, request));
  }
  return inRows(stills);
}

function inRows(stills: readonly Still[]): Still {
  const { width = 1, height = 1 } = stills[0] ?? {};
  const sheet = {
    width: width * Math.min(columns, stills.length),
    height: height * Math.ceil(stills.length / columns),
  };
  const rgb = new Uint8Array(sheet.width * sheet.height * 3);
  for (const [place, still] of stills.entries()) {
    const left = (place % columns) * width;
    const top = Math.floor(place / columns) * height;
    for (let y = 0; y < height; y++) {
      rgb.set(still.rgb.subarray(y * width * 3, (y + 1) * width * 3), ((top + y) * sheet.width + left) * 3);
    }
  }
  return { ...sheet, rgb };
}
