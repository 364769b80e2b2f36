import type { PageTake, PageVersion } from "../src/contact-sheet/page-data.ts";
import { make } from "./make.ts";

/** A clip that shows its first picture, and no more until it is asked to play. */
export function player(take: PageTake, version: PageVersion): HTMLVideoElement {
  const video = make("video", {
    // Some browsers show nothing of a clip whose time is 0.
    src: version.source.startsWith("data:") ? version.source : `${version.source}#t=0.001`,
    preload: "metadata",
    playsinline: true,
    tabindex: -1,
    width: version.width ?? 16,
    height: version.height ?? 9,
    "aria-label": `${take.id}, version ${version.number}`,
  });
  video.muted = true;
  video.loop = true;
  return video;
}

/** Plays what stands still, and the other way round; a clip that cannot be played says so by itself. */
export function toggle(video: HTMLVideoElement): void {
  if (video.paused) void video.play().catch(() => undefined);
  else video.pause();
}

/** Such as `version 2 · 5.0 s · 1280×720 · 1.2 MB`. */
export function factsOf({ number, seconds, width, height, size }: PageVersion): string {
  const length = seconds === undefined ? [] : [`${seconds.toFixed(1)} s`];
  const picture = width === undefined || height === undefined ? [] : [`${width}×${height}`];
  return [`version ${number}`, ...length, ...picture, size].join(" · ");
}
