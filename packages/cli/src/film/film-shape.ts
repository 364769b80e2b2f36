import { framesPerSecond, rateText, type Clip, type Rate } from "./clip.ts";

/** Size and rate of a film. */
export interface FilmShape {
  readonly width: number;
  readonly height: number;
  readonly rate: Rate;
}

/** The size and the rate that most clips have, so that the fewest are changed; of two, the larger and the faster. */
export function usualShape(clips: readonly Clip[]): FilmShape {
  const size = mostFrequent(clips, {
    key: ({ width, height }) => `${even(width)}x${even(height)}`,
    weight: ({ width, height }) => width * height,
  });
  const speed = mostFrequent(clips, { key: ({ rate }) => rateText(rate), weight: ({ rate }) => framesPerSecond(rate) });
  return { width: even(size.width), height: even(size.height), rate: speed.rate };
}

/** H.264 with quarter colour has even sides. */
function even(pixels: number): number {
  return pixels - (pixels % 2);
}

interface By {
  readonly key: (clip: Clip) => string;
  readonly weight: (clip: Clip) => number;
}

function mostFrequent(clips: readonly Clip[], { key, weight }: By): Clip {
  const groups = Map.groupBy(clips, key);
  const [winner] = [...groups.values()].toSorted(
    (a, b) => b.length - a.length || (b[0] === undefined || a[0] === undefined ? 0 : weight(b[0]) - weight(a[0])),
  );
  const clip = winner?.[0];
  if (clip === undefined) throw new Error("a film has at least one clip");
  return clip;
}

/** What is changed of each clip that does not have the film's shape, in words: `640x360 becomes 1280x720`. */
export function changesFor(
  clip: Clip,
  { width, height, rate }: FilmShape,
  { wantsSound }: { readonly wantsSound: boolean },
): readonly string[] {
  const changes: string[] = [];
  if (clip.width !== width || clip.height !== height)
    changes.push(`${clip.width}x${clip.height} becomes ${width}x${height}`);
  if (framesPerSecond(clip.rate) !== framesPerSecond(rate)) {
    changes.push(`${shortRate(clip.rate)} fps becomes ${shortRate(rate)} fps`);
  }
  if (wantsSound && clip.sound === undefined) changes.push("silence is added");
  return changes;
}

function shortRate(rate: Rate): string {
  return String(Number(framesPerSecond(rate).toFixed(3)));
}
