import { existsSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { beforeAll, describe, expect, test } from "vitest";
import { root } from "../src/sources.ts";
import { probe } from "./ffprobe.ts";

const storyboard = `
shotlist: 1
name: board
provider: wisgate
defaults: { model: doubao-seedance-2.0, resolution: 480p, audio: true }
matrix: { lang: [en, zh] }
shots:
  - { id: loud, prompt: "A watch \${{ matrix.lang }}", duration: 5 }
  - { id: silent, prompt: "A dial \${{ matrix.lang }}", duration: 6, audio: false }
  - { id: large, prompt: "A street \${{ matrix.lang }}", duration: 5, resolution: 720p }
cut:
  poster: 2s
  subtitles:
    - { language: "\${{ matrix.lang }}", file: "./\${{ matrix.lang }}.srt" }
    - { language: zh, file: ./burnt.vtt, burn: true }
`;

let folder = "";
async function shotlist(...words: readonly string[]): Promise<{ exitCode?: number; stdout: string; stderr: string }> {
  const program = join(root, "packages/cli/bin/shotlist.js");
  return execa(process.execPath, [program, ...words], { cwd: folder, reject: false });
}

const film = (variant: string): string => join(folder, "renders-mock/board/cut", `lang-${variant}.mp4`);

/** Mean level of three seconds of the English film, in dB. */
async function loudness(start: number): Promise<number> {
  const words = [
    "-nostdin",
    "-ss",
    String(start),
    "-t",
    "3",
    "-i",
    film("en"),
    "-af",
    "volumedetect",
    "-f",
    "null",
    "-",
  ];
  const { stderr } = await execa("ffmpeg", words);
  return Number(/mean_volume: (?<db>-?[\d.]+) dB/.exec(stderr)?.groups?.["db"]);
}

/** Mean brightness of the lowest quarter of a picture of the English film. */
async function bottom(start: number): Promise<number | undefined> {
  const words = ["-nostdin", "-v", "error", "-ss", String(start), "-i", film("en"), "-frames:v", "1"];
  const crop = ["-vf", "crop=iw:ih/4:0:ih*3/4,format=gray,scale=1:1", "-f", "rawvideo", "-"];
  return (await execa("ffmpeg", [...words, ...crop], { encoding: "buffer" })).stdout[0];
}

let made: { readonly exitCode?: number; readonly stderr: string } | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shotlist-cut-"));
  await writeFile(join(folder, "board.yaml"), storyboard);
  await writeFile(join(folder, "en.srt"), "1\n00:00:00,500 --> 00:00:03,000\nHello\n");
  await writeFile(join(folder, "zh.srt"), "1\n00:00:00,500 --> 00:00:03,000\n光铸的时间\n");
  await writeFile(join(folder, "burnt.vtt"), `WEBVTT\n\n00:01.000 --> 00:04.000\n${"光铸的时间，".repeat(12)}\n`);
  await shotlist("render", "board.yaml", "--mock", "--speed", "6000");
  made = await shotlist("cut", "board.yaml", "--mock", "--otio", "film.otio", "--json");
});

describe("unlike clips as one film", () => {
  test("are joined without a warning", () => {
    expect(made).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test.each(["en", "zh"])("%s: every picture of every clip is there, and sound of the same length", async (variant) => {
    const { stdout } = await execa("ffprobe", [
      "-v",
      "error",
      "-of",
      "json",
      "-show_entries",
      "stream=codec_type,duration,width,height,r_frame_rate,color_space,sample_aspect_ratio:stream_tags=language",
      film(variant),
    ]);
    const { streams }: { streams: readonly Readonly<Record<string, unknown>>[] } = JSON.parse(stdout);
    const whole = await probe(film(variant));
    expect({ frames: whole.frames, size: [whole.width, whole.height] }).toEqual({ frames: 16 * 24, size: [864, 496] });
    expect(streams).toMatchObject([
      { codec_type: "video", duration: "16.000000", r_frame_rate: "24/1", color_space: "bt709" },
      { codec_type: "audio", duration: "16.000000" },
      { codec_type: "subtitle", tags: { language: variant === "en" ? "eng" : "zho" } },
    ]);
  });

  test("each clip's sound is at its place: none of it where the silent clip plays", async () => {
    const [first, second, third] = [await loudness(1), await loudness(6.5), await loudness(12)];
    expect(second).toBeLessThan(-80);
    expect(Math.min(first, third)).toBeGreaterThan(-60);
  });

  test("burned-in texts change the picture while they are shown, and only then", async () => {
    expect(await bottom(2)).not.toBe(await bottom(4.5));
  });

  test("poster, timeline and edit list lie where they were asked for", async () => {
    expect(existsSync(join(folder, "renders-mock/board/cut/lang-zh.png"))).toBe(true);
    expect(JSON.parse(await readFile(join(folder, "film-lang-en.otio"), "utf8"))).toMatchObject({
      OTIO_SCHEMA: "Timeline.1",
    });
    expect(await readFile(join(folder, "film-lang-zh.edl"), "utf8")).toContain("01:00:11:00 01:00:16:00");
  });

  test("what is changed of which clip is said", async () => {
    const { stdout } = await shotlist("cut", "board.yaml", "--mock", "--only", "lang-en");
    expect(stdout).toBe(
      [
        "lang-en: 3 clips, 16.0 s: renders-mock/board/cut/lang-en.mp4, renders-mock/board/cut/lang-en.png",
        "  silent[lang=en]: silence is added",
        "  large[lang=en]: 1280x720 becomes 864x496",
      ].join("\n"),
    );
  });
});
