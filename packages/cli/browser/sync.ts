/** Further apart than this, in seconds, clips are put together again: a picture or two. */
const tolerance = 0.08;

/** Several clips that play as one: the longest leads, a shorter one waits at its end. */
export interface SyncedClips {
  readonly playing: () => boolean;
  /** Seconds. */
  readonly time: () => number;
  readonly length: () => number;
  toggle(): void;
  pause(): void;
  seek(seconds: number): void;
  step(seconds: number): void;
  setSpeed(speed: number): void;
}

export function syncClips(videos: readonly HTMLVideoElement[], onTime: () => void): SyncedClips {
  let playing = false;
  const leader = (): HTMLVideoElement | undefined =>
    videos.reduce<HTMLVideoElement | undefined>(
      (longest, video) => (lengthOf(video) > lengthOf(longest) ? video : longest),
      videos[0],
    );
  const seek = (seconds: number): void => {
    const time = Math.min(Math.max(seconds, 0), lengthOf(leader()));
    for (const video of videos) video.currentTime = Math.min(time, lengthOf(video));
    onTime();
  };
  const play = (): void => {
    for (const video of videos) if (!video.ended) void video.play().catch(() => undefined);
  };
  const align = (): void => {
    if (!playing) return;
    const first = leader();
    for (const video of videos) {
      if (video === first || first === undefined || video.ended) continue;
      if (Math.abs(video.currentTime - first.currentTime) > tolerance && first.currentTime < lengthOf(video))
        video.currentTime = first.currentTime;
    }
    if (first?.ended === true) {
      seek(0);
      play();
    }
    onTime();
    requestAnimationFrame(align);
  };
  for (const video of videos) {
    video.loop = false;
    video.addEventListener("loadedmetadata", onTime);
  }
  const pause = (): void => {
    playing = false;
    for (const video of videos) video.pause();
    // Where they stop, they show the same moment.
    seek(leader()?.currentTime ?? 0);
  };
  return {
    playing: () => playing,
    time: () => leader()?.currentTime ?? 0,
    length: () => lengthOf(leader()),
    toggle: () => {
      if (playing) return pause();
      playing = true;
      if (leader()?.ended === true) seek(0);
      play();
      requestAnimationFrame(align);
    },
    pause,
    seek,
    step: (seconds) => {
      if (playing) pause();
      seek((leader()?.currentTime ?? 0) + seconds);
    },
    setSpeed: (speed) => {
      for (const video of videos) video.playbackRate = speed;
    },
  };
}

function lengthOf(video: HTMLVideoElement | undefined): number {
  return video === undefined || !Number.isFinite(video.duration) ? 0 : video.duration;
}
