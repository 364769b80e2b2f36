import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../src/sources.ts";

/** Media as ffmpeg writes them. What Shotlist says of their length is compared with what ffprobe says. */
const tone = ["-f", "lavfi", "-i", "sine=440:r=48000", "-t", "17"] as const;
const film = ["-f", "lavfi", "-i", "testsrc2=s=640x640:r=24:d=17"] as const;
const h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "48"] as const;
const fragmented = ["-movflags", "+frag_keyframe+empty_moov"] as const;

const made: Readonly<Record<string, readonly string[]>> = {
  "plain.mp4": [...film, ...h264],
  "fragmented.mp4": [...film, ...h264, ...fragmented],
  "default-base.mp4": [...film, ...h264, "-movflags", "+frag_keyframe+empty_moov+default_base_moof"],
  "hybrid.mp4": [...film, ...h264, "-movflags", "+frag_keyframe"],
  "film.mov": [...film, ...h264],
  "film.webm": [...film, "-c:v", "libvpx-vp9", "-cpu-used", "8", "-b:v", "300k"],
  "film.mkv": [...film, ...h264],
  "with-header.mp3": [...tone, "-b:a", "128k"],
  "without-header.mp3": [...tone, "-b:a", "128k", "-write_xing", "0", "-id3v2_version", "0"],
  "variable.mp3": [...tone, "-q:a", "6"],
  "vorbis.ogg": [...tone],
  "opus.ogg": [...tone, "-c:a", "libopus"],
  "sound.flac": [...tone],
  "sound.wav": [...tone],
  "sound.m4a": [...tone, "-c:a", "aac"],
  "fragmented.m4a": [...tone, "-c:a", "aac", ...fragmented],
  "sound-alone.mp4": [...tone, "-c:a", "aac"],
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shotlist-lengths-"));
  for (const [name, words] of Object.entries(made))
    await execa("ffmpeg", ["-nostdin", "-v", "error", ...words, join(folder, name)]);
  await execa("ffmpeg", [
    "-nostdin",
    "-v",
    "error",
    "-f",
    "lavfi",
    "-i",
    "testsrc2=s=640x640",
    "-frames:v",
    "1",
    "-y",
    join(folder, "picture.jpg"),
  ]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Remark {
  readonly code: string;
  readonly message: string;
}

async function remarksOn(name: string, kind: "videos" | "audios"): Promise<readonly Remark[]> {
  const storyboard = `shotlist: 1
name: lengths
provider: wisgate
defaults: { model: doubao-seedance-2.0 }
assets: { baseUrl: "https://cdn.example.com/a" }
shots: [{ id: s, prompt: x, references: { images: [./picture.jpg], ${kind}: [./${name}] } }]
`;
  await writeFile(join(folder, `${name}.yaml`), storyboard);
  const launcher = join(root, "packages/cli/bin/shotlist.js");
  const { stdout } = await execa(process.execPath, [launcher, "check", `${name}.yaml`, "--json"], {
    cwd: folder,
    reject: false,
  });
  const { diagnostics }: { diagnostics: readonly Remark[] } = JSON.parse(stdout);
  return diagnostics;
}

async function probed(file: string): Promise<number> {
  const { stdout } = await execa("ffprobe", [
    "-v",
    "error",
    "-show_entries",
    "format=duration",
    "-of",
    "csv=p=0",
    file,
  ]);
  return Number(stdout);
}

const soundEndings = /\.(?:mp3|ogg|flac|wav|m4a)$|alone/u;

test.each(Object.keys(made))("%s is as long as ffprobe says", async (name) => {
  const kind = soundEndings.test(name) ? "audios" : "videos";
  const remarks = await remarksOn(name, kind);
  expect(remarks.map(({ code }) => code)).toEqual(["media-too-long"]);
  const said = Number(/(?<seconds>[\d.]+)$/u.exec(remarks[0]?.message ?? "")?.groups?.["seconds"]);
  expect(Math.abs(said - (await probed(join(folder, name))))).toBeLessThan(0.03);
});

test.each([
  ["a length of all ones", 0xffffffff],
  ["the largest positive number", 0x7fffffff],
  ["no length", 0],
  ["two thousand million", 2_000_000_000],
])("a WAV that says %s is as long as its sound", async (_name, written) => {
  const wav = await readFile(join(folder, "sound.wav"));
  wav.writeUInt32LE(written, wav.indexOf("data") + 4);
  await writeFile(join(folder, "streamed.wav"), wav);
  expect((await remarksOn("streamed.wav", "audios"))[0]?.message).toMatch(/ 17\.0: streamed\.wav 17\.00$/u);
});

test.each(["plain.mp4", "fragmented.mp4"])("%s with a length of all ones is as long as its pictures", async (name) => {
  const bytes = await readFile(join(folder, name));
  bytes.writeUInt32BE(0xffffffff, bytes.indexOf("mvhd") + 20);
  await writeFile(join(folder, "ones.mp4"), bytes);
  expect((await remarksOn("ones.mp4", "videos"))[0]?.message).toMatch(/ 17\.0: ones\.mp4 17\.00$/u);
});
