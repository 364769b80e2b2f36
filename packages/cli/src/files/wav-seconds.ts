import { closeSync, openSync, readSync } from "node:fs";

/** Length of a WAV file in seconds, by its header. */
export function readWavSeconds(path: string): number | undefined {
  const file = openSync(path, "r");
  try {
    let bytesPerSecond: number | undefined;
    // After `RIFF`, its length and `WAVE` come chunks: four letters, a length, and a body of even size.
    for (let at = 12; ;) {
      const head = new DataView(new ArrayBuffer(20));
      const read = readSync(file, head, { position: at });
      if (read < 8) return undefined;
      const name = String.fromCharCode(...[0, 1, 2, 3].map((offset) => head.getUint8(offset)));
      const bytes = head.getUint32(4, true);
      if (name === "fmt " && read === 20) bytesPerSecond = head.getUint32(16, true);
      if (name === "data")
        return bytesPerSecond === undefined || bytesPerSecond === 0 ? undefined : bytes / bytesPerSecond;
      at += 8 + bytes + (bytes % 2);
    }
  } finally {
    closeSync(file);
  }
}
