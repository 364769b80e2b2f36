import type { FormatFacts } from "@shotlist/schema";

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

const heightsOfResolutions: Readonly<Record<string, number>> = { "480p": 480, "720p": 720, "1080p": 1080, "4k": 2160 };
const fallbackSize: PixelSize = { width: 1280, height: 720 };

/** The shape that a clip gets where the request leaves it to the vendor, as with `adaptive`. */
const usualRatio = "16:9";

/** Size of a clip by the format's table; by the shorter side where the table lacks the pair. Always even, as the codec wants. */
export function sizeOfRatio(facts: FormatFacts, resolution: string, asked: string): PixelSize {
  const match = /^(\d+):(\d+)$/.exec(asked) ?? [usualRatio, "16", "9"];
  const [ratio] = match;
  const listed = facts.ratioPixels?.value[resolution]?.[ratio];
  if (listed !== undefined) return { width: listed[0], height: listed[1] };
  const shorterSide = heightsOfResolutions[resolution] ?? fallbackSize.height;
  const [across, down] = [Number(match[1]), Number(match[2])];
  if (across === 0 || down === 0) return fallbackSize;
  return across >= down
    ? { width: even((shorterSide * across) / down), height: even(shorterSide) }
    : { width: even(shorterSide), height: even((shorterSide * down) / across) };
}

/** Reads `1280x720`; undefined for anything else. */
export function parsePixelSize(size: unknown): PixelSize | undefined {
  const match = typeof size === "string" ? /^(\d{2,4})x(\d{2,4})$/.exec(size) : null;
  return match === null ? undefined : { width: even(Number(match[1])), height: even(Number(match[2])) };
}

function even(length: number): number {
  return Math.max(2, Math.round(length / 2) * 2);
}
