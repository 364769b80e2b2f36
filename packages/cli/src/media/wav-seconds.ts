import { latinText, readFrom, type FileBytes } from "@shotlist/batch-runner";

/** Length of a WAV file in seconds, by its header and its size. */
export function readWavSeconds(path: string): number | undefined {
  return readFrom(path, secondsIn);
}

/**
 * After `RIFF`, its length and `WAVE` come chunks: four letters, a length, and a body of even size. Who streams a WAV writes zero
 * or the largest number for the length of its sound; it never lasts longer than the file.
 */
function secondsIn(file: FileBytes): number | undefined {
  let bytesPerSecond: number | undefined;
  for (let at = 12; at + 8 <= file.size;) {
    const head = file.read(at, 20);
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    const name = latinText(head.subarray(0, 4));
    const bytes = view.getUint32(4, true);
    if (name === "fmt " && head.length === 20) bytesPerSecond = view.getUint32(16, true);
    if (name === "data") {
      const there = file.size - at - 8;
      const sound = bytes === 0 ? there : Math.min(bytes, there);
      return bytesPerSecond === undefined || bytesPerSecond === 0 ? undefined : sound / bytesPerSecond;
    }
    at += 8 + bytes + (bytes % 2);
  }
  return undefined;
}
