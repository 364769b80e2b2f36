import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
// The renderer is not a public export of the mock; its judges are programs that only these tests may need.
import { type ClipRequest, type RenderedClip, renderClip } from "../../packages/mock-server/src/media/index.ts";
import { probe } from "./ffprobe.ts";

const base: ClipRequest = {
  width: 1280,
  height: 720,
  seconds: 5,
  seed: 7,
  audio: true,
  text: { taskId: "cgt-20261121023045-x7k2p", format: "wisgate", prompt: "A red fox runs through fresh snow at dawn" },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shotlist-media-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function save(name: string, clip: RenderedClip): Promise<{ readonly mp4: string; readonly png: string }> {
  const files = { mp4: join(folder, `${name}.mp4`), png: join(folder, `${name}.png`) };
  await writeFile(files.mp4, clip.mp4);
  await writeFile(files.png, clip.lastFramePng);
  return files;
}

/** The pixels of one picture, after decoding all before it; any complaint of the decoder is an error. */
async function decodePicture(file: string, index = 0): Promise<Uint8Array> {
  const pixels = `${file}.rgb`;
  const choose = ["-fps_mode", "passthrough", "-vf", `select=eq(n\\,${index})`, "-an"];
  const format = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-y", pixels];
  const { stderr } = await execa("ffmpeg", ["-v", "warning", "-xerror", "-i", file, ...choose, ...format]);
  expect(stderr).toBe("");
  return readFile(pixels);
}

function largestDifference(one: Uint8Array, other: Uint8Array): number {
  expect(one.length).toBe(other.length);
  let largest = 0;
  for (let index = 0; index < one.length; index++) {
    largest = Math.max(largest, Math.abs(one[index]! - other[index]!));
  }
  return largest;
}

describe.each<Partial<ClipRequest> & { readonly name: string }>([
  { name: "720p" },
  { name: "480p-silent", width: 854, height: 480, seconds: 4, audio: false },
  { name: "portrait", width: 720, height: 1280, seconds: 4 },
  { name: "wide", width: 1470, height: 630, seconds: 4 },
  { name: "1080p", width: 1920, height: 1088, seconds: 1 },
  { name: "4k", width: 3840, height: 2160, seconds: 1 },
  { name: "one-frame", frames: 1 },
  { name: "29-frames", width: 480, height: 480, frames: 29 },
  { name: "30-a-second", width: 640, height: 480, framesPerSecond: 30, seconds: 4 },
  { name: "two-pixels", width: 2, height: 2, seconds: 2 },
  { name: "several-key-pictures", width: 128, height: 72, seconds: 35 },
])("a clip of $name", ({ name, ...change }) => {
  const request = { ...base, ...change };
  const { width, height } = request;
  const clip = renderClip(request);

  test("is what ffprobe reads", async () => {
    const { mp4 } = await save(name, clip);
    expect(await probe(mp4)).toEqual({
      width,
      height,
      seconds: expect.closeTo(clip.durationSeconds, 2),
      frames: clip.frames,
      codecs: request.audio ? ["h264", "aac"] : ["h264"],
    });
  });

  test("ends with the picture of its PNG", async () => {
    const { mp4, png } = await save(name, clip);
    const last = await decodePicture(mp4, clip.frames - 1);
    expect(last.length).toBe(width * height * 3);
    // ffmpeg rounds colours in its own steps, by up to three.
    expect(largestDifference(last, await decodePicture(png))).toBeLessThanOrEqual(3);
  });
});

test("the tune can be heard and is quiet", async () => {
  const { mp4 } = await save("tune", renderClip(base));
  const { stderr } = await execa("ffmpeg", ["-i", mp4, "-af", "volumedetect", "-f", "null", "-"]);
  const peak = Number(/max_volume: (-?[\d.]+) dB/.exec(stderr)?.[1]);
  expect(peak).toBeGreaterThan(-32);
  expect(peak).toBeLessThan(-18);
});
