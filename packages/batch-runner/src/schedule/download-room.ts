/** A line that is shared by so many still brings a long clip before its time is up. */
const fewest = 8;
const most = 32;
/** What is on its way at once, by the clips' usual length. */
const bytesAtOnce = 64 * 1024 * 1024;

/** So many times what is fetched at once may wait: links live for a day at least, and submits must not outrun the line for long. */
const waitingTimes = 16;

/** How many clips may be fetched at once: more where they are short, since then it is the disk that is waited for. */
export interface DownloadRoom {
  atOnce(): number;
  /** How many more clips may wait before nothing is submitted: a line that is slow must not let links run out. */
  waitingAtMost(): number;
  /** A clip of this length is here. */
  fetched(bytes: number): void;
}

export function createDownloadRoom(): DownloadRoom {
  let clips = 0;
  let bytesOfAll = 0;
  const atOnce = (): number =>
    clips === 0 ? fewest : Math.min(most, Math.max(fewest, Math.floor((bytesAtOnce * clips) / bytesOfAll)));
  return {
    atOnce,
    waitingAtMost: () => atOnce() * waitingTimes,
    fetched(bytes) {
      clips += 1;
      bytesOfAll += Math.max(1, bytes);
    },
  };
}
