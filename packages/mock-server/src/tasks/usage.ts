import type { RequestedClip } from "../vendor/requested-clip.ts";

const pixelsPerToken = 1024;

/**
 * Tokens that a clip costs: its pixels, with the one frame more that measured answers show, over 1024. With a video
 * among the references the published floor applies, because the length of a video that is never fetched is unknown.
 */
export function completionTokens(clip: RequestedClip, framesPerSecond: number): number {
  const tokensPerFrame = (clip.width * clip.height) / pixelsPerToken;
  const frames = clip.videoInput
    ? Math.ceil((clip.seconds * 5) / 3) * framesPerSecond
    : Math.round(clip.seconds * framesPerSecond) + 1;
  return Math.floor(frames * tokensPerFrame * (clip.tokenFactor ?? 1));
}
