import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFfmpegCutter, type Container, type CutFrame } from "@shotlist/batch-runner";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shotlist-last-frame-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function ffmpeg(...words: readonly string[]): Promise<void> {
  await execa("ffmpeg", ["-nostdin", "-v", "error", "-y", ...words], { cwd: folder });
}

async function cut(file: string, container: Container = "mp4"): Promise<CutFrame> {
  return createFfmpegCutter().lastFrame(await readFile(join(folder, file)), container);
}

/** Width, height and bit depth as the head of a PNG says, its other chunks, and the colour in its middle. */
async function look(
  frame: CutFrame,
): Promise<{ size: string; depth: number; chunks: string; colour: readonly number[] }> {
  if (frame.problem !== undefined) throw new Error(JSON.stringify(frame));
  const png = Buffer.from(frame.png);
  const { stdout } = await execa(
    "ffmpeg",
    ["-nostdin", "-v", "error", "-i", "-", "-vf", "crop=1:1:iw/2:ih/2", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
    { input: png, encoding: "buffer" },
  );
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  return { size: `${width}x${height}`, depth: png[24] ?? 0, chunks: png.toString("latin1"), colour: [...stdout] };
}

const green = [0, 200, 0] as const;
const red = [200, 60, 40] as const;

function near(colour: readonly number[], wanted: readonly number[]): number {
  return Math.max(...wanted.map((value, index) => Math.abs(value - (colour[index] ?? 0))));
}

/** Red, and in its very last picture green. */
const turnsGreen = "color=c=0xC83C28:s=640x360:r=24:d=3,drawbox=c=0x00C800:t=fill:enable='gte(n,71)'";
const lossless = ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "4", "-pix_fmt", "yuv420p"] as const;

describe("the last frame is the last one", () => {
  test.each<[string, string, readonly string[]]>([
    ["of pictures alone", "plain.mp4", lossless],
    ["where the sound lasts three seconds longer", "sound.mp4", [...lossless, "-map", "0", "-map", "1", "-c:a", "aac"]],
    ["of a fragmented clip", "fragmented.mp4", [...lossless, "-movflags", "+frag_keyframe+empty_moov"]],
    ["of a hybrid clip", "hybrid.mp4", [...lossless, "-g", "12", "-movflags", "+frag_keyframe"]],
    [
      "of a clip with B-frames",
      "b-frames.mp4",
      [...lossless.slice(0, 2), "-preset", "medium", "-qp", "4", "-pix_fmt", "yuv420p"],
    ],
    ["of a MOV", "clip.mov", lossless],
    ["of a WebM", "clip.webm", ["-c:v", "libvpx-vp9", "-cpu-used", "8", "-b:v", "2M"]],
  ])("%s", async (_name, file, words) => {
    await ffmpeg(
      "-f",
      "lavfi",
      "-i",
      turnsGreen,
      "-f",
      "lavfi",
      "-i",
      "sine=440:d=6:r=48000",
      ...(words.includes("-map") ? [] : ["-map", "0"]),
      ...words,
      file,
    );
    const container = file.endsWith("webm") ? "webm" : file.endsWith("mov") ? "mov" : "mp4";
    const { size, colour } = await look(await cut(file, container));
    expect(size).toBe("640x360");
    expect(near(colour, green)).toBeLessThan(6);
  });

  test("where it is held for three seconds", async () => {
    await ffmpeg(
      "-f",
      "lavfi",
      "-i",
      turnsGreen,
      ...lossless,
      "-bsf:v",
      "setts=duration=if(eq(N\\,71)\\,36864\\,DURATION)",
      "held.mp4",
    );
    expect(near((await look(await cut("held.mp4"))).colour, green)).toBeLessThan(6);
  });

  test("next to a thumbnail", async () => {
    await ffmpeg(
      "-f",
      "lavfi",
      "-i",
      turnsGreen,
      "-f",
      "lavfi",
      "-i",
      "color=c=blue:s=160x90:r=1:d=1",
      "-map",
      "0",
      "-map",
      "1",
      ...lossless,
      "-c:v:1",
      "mjpeg",
      "-pix_fmt:v:1",
      "yuvj420p",
      "thumbnail.mp4",
    );
    const { size, colour } = await look(await cut("thumbnail.mp4"));
    expect([size, near(colour, green) < 6]).toEqual(["640x360", true]);
  });

  test("of a picture that is turned, as a player turns it", async () => {
    await ffmpeg("-f", "lavfi", "-i", turnsGreen, ...lossless, "straight.mp4");
    await ffmpeg("-i", "straight.mp4", "-c", "copy", "-metadata:s:v", "rotate=90", "turned.mp4");
    expect((await look(await cut("turned.mp4"))).size).toBe("360x640");
  });
});

/** What a clip says of its colours. */
function tagged(matrix: string, range: string): readonly string[] {
  return ["-colorspace", matrix, "-color_primaries", matrix, "-color_trc", matrix, "-color_range", range];
}

describe("its colours are the author's, as a browser shows them", () => {
  test.each<[string, string, string, string, readonly string[]]>([
    ["high definition that says nothing", "1280x720", "bt709", "tv", []],
    ["standard definition that says nothing", "640x360", "bt601", "tv", []],
    ["high definition in BT.709", "1280x720", "bt709", "tv", tagged("bt709", "tv")],
    ["high definition in BT.601", "1280x720", "bt601", "tv", tagged("smpte170m", "tv")],
    ["standard definition in BT.709", "640x360", "bt709", "tv", tagged("bt709", "tv")],
    ["full range", "1280x720", "bt709", "pc", tagged("bt709", "pc")],
  ])("%s", async (name, size, matrix, range, tags) => {
    const file = `${name.replaceAll(/\W/gu, "-")}.mp4`;
    const filter = `scale=out_color_matrix=${matrix}:out_range=${range},format=yuv420p`;
    await ffmpeg(
      "-f",
      "lavfi",
      "-i",
      `color=c=0xC83C28:s=${size}:r=24:d=1`,
      "-vf",
      filter,
      ...tags,
      "-c:v",
      "libx264",
      "-qp",
      "4",
      file,
    );
    const { colour, chunks } = await look(await cut(file));
    expect(near(colour, red)).toBeLessThanOrEqual(3);
    // A colour word in the PNG would let a viewer correct what is right already.
    expect(chunks).not.toMatch(/gAMA|cHRM|iCCP|cICP/u);
  });

  test("in eight bits where the clip has ten", async () => {
    const filter = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p10le";
    await ffmpeg(
      "-f",
      "lavfi",
      "-i",
      "color=c=0xC83C28:s=1280x720:r=24:d=1",
      "-vf",
      filter,
      ...tagged("bt709", "tv"),
      "-c:v",
      "libx264",
      "-qp",
      "4",
      "ten-bits.mp4",
    );
    const { colour, depth } = await look(await cut("ten-bits.mp4"));
    expect([depth, near(colour, red) <= 3]).toEqual([8, true]);
  });
});

test("where it cannot be cut, ffmpeg says why, and no path of this machine is in its words", async () => {
  const frame = await createFfmpegCutter().lastFrame(Buffer.from("no such clip"), "mp4");
  expect(frame).toMatchObject({ problem: "failed", words: expect.stringMatching(/moov atom not found|Invalid data/u) });
  expect(JSON.stringify(frame)).not.toContain(tmpdir());
});

test("without ffmpeg on the path there is nothing to cut with", async () => {
  const path = process.env["PATH"];
  process.env["PATH"] = folder;
  try {
    expect(await createFfmpegCutter().lastFrame(Buffer.from("any"), "mp4")).toEqual({ problem: "no-cutter" });
  } finally {
    process.env["PATH"] = path;
  }
});
