import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Cuts pictures out of clips, for vendors that return no last frame. */
export interface FrameCutter {
  /** The last picture of an MP4 as PNG, or `undefined` where nothing here can cut it. */
  lastFrame(mp4: Uint8Array): Promise<Uint8Array | undefined>;
}

/** Seconds before the end at which decoding begins; a shorter clip is decoded whole. */
const tailSeconds = 2;
const timeoutMs = 60_000;

/** Cuts with the `ffmpeg` on this machine's path; without one, nothing is cut. */
export function createFfmpegCutter(): FrameCutter {
  return {
    lastFrame: async (mp4) => {
      const folder = await mkdtemp(join(tmpdir(), "shotlist-frame-"));
      try {
        const clip = join(folder, "clip.mp4");
        const frame = join(folder, "frame.png");
        await writeFile(clip, mp4);
        // `-update` writes every picture of the tail over the one before: the last one stays.
        const words = ["-v", "error", "-sseof", `-${tailSeconds}`, "-i", clip, "-an", "-update", "1", "-y", frame];
        await promisify(execFile)("ffmpeg", words, { timeout: timeoutMs });
        return await readFile(frame);
      } catch {
        return undefined;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
