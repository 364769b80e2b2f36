import { describe, expect, test } from "vitest";
import { clipWith } from "../testing/film.ts";
import { ffmpegWords } from "./ffmpeg-words.ts";
import { filmPictures, type Film } from "./film.ts";
import { filterGraph } from "./filter-graph.ts";

const rate = { numerator: 24, denominator: 1 };
const film = (changes: Partial<Film> = {}): Film => ({
  clips: [clipWith({ path: "a.mp4" }), clipWith({ path: "b.mp4", seconds: 4.99 })],
  width: 1280,
  height: 720,
  rate,
  sound: { kind: "keep" },
  loudness: -16,
  subtitles: [],
  burn: undefined,
  ...changes,
});
const stepsFor = (text: string, label: string): string => text.split(";\n").find((part) => part.endsWith(label)) ?? "";

describe("the graph of a film", () => {
  test("gives each clip as many pictures as it is long, and sound of that very length", () => {
    const { text } = filterGraph(film(), {});
    expect(filmPictures(film())).toBe(240);
    expect(stepsFor(text, "[v0]")).toMatch(/^\[0:v:0\]scale=1280:720.*fps=24.*trim=end_frame=120/);
    expect(stepsFor(text, "[a1]")).toMatch(/^\[1:a:0\]aresample=48000.*apad,atrim=end=5\.000000/);
    expect(text).toContain("[v0][a0][v1][a1]concat=n=2:v=1:a=1[joined][joinedsound]");
  });

  test("a clip without sound gets silence that ends", () => {
    const { text } = filterGraph(film({ clips: [clipWith(), clipWith({ sound: undefined })] }), {});
    expect(stepsFor(text, "[a1]")).toBe("anullsrc=r=48000:cl=stereo,atrim=end=5.000000,asetpts=PTS-STARTPTS[a1]");
  });

  test.each([
    ["none is wanted", { sound: { kind: "none" } as const }],
    ["no clip has any", { clips: [clipWith({ sound: undefined })] }],
  ])("there is no sound where %s", (_, changes) => {
    const graph = filterGraph(film(changes), {});
    expect(graph.sound).toBeUndefined();
    expect(graph.text).not.toMatch(/anullsrc|loudnorm|\[a0\]/);
  });

  test("one sound for the whole film is padded or cut to its length", () => {
    const graph = filterGraph(film({ sound: { kind: "track", path: "theme.mp3" } }), { trackInput: 2 });
    expect(stepsFor(graph.text, "[sound]")).toMatch(/^\[2:a\]loudnorm=I=-16.*apad,atrim=end=10\.000000\[sound\]$/);
    expect(graph.text).toContain("concat=n=2:v=1:a=0[joined]");
  });

  test.each([
    [undefined, "bt709"],
    ["bt709", "bt709"],
    ["smpte170m", "smpte170m"],
    ["bt470bg", "bt470"],
    ["bt2020nc", "bt2020"],
  ])("colours tagged %s are read as %s", (colorSpace, matrix) => {
    const { text } = filterGraph(film({ clips: [clipWith({ colorSpace })] }), {});
    expect(text).toContain(`in_color_matrix=${matrix}:out_color_matrix=bt709`);
  });
});

describe("the words for ffmpeg", () => {
  test("take the clips, the sound and the subtitles in this order", () => {
    const subtitles = [
      { language: "eng", cues: [] },
      { language: "zho", cues: [] },
    ];
    const whole = film({ sound: { kind: "track", path: "theme.mp3" }, subtitles });
    const words = ffmpegWords(whole, filterGraph(whole, { trackInput: 2 }), {
      subtitles: ["0.srt", "1.srt"],
      out: "film.mp4",
    });
    const inputs = words.filter((_, index) => words[index - 1] === "-i");
    expect(inputs).toEqual(["a.mp4", "b.mp4", "theme.mp3", "0.srt", "1.srt"]);
    expect(words.filter((_, index) => words[index - 1] === "-map")).toEqual(["[picture]", "[sound]", "3:s:0", "4:s:0"]);
    expect(words.join(" ")).toContain("-metadata:s:s:1 language=zho");
    expect(words.at(-1)).toBe("film.mp4");
  });

  test.each([
    [{ numerator: 24, denominator: 1 }, "24", "24000"],
    [{ numerator: 30_000, denominator: 1001 }, "30000/1001", "30000"],
  ])("a film of %o pictures a second has a time base that every picture falls on", (speed, text, timescale) => {
    const whole = film({ rate: speed });
    const words = ffmpegWords(whole, filterGraph(whole, {}), { subtitles: [], out: "film.mp4" });
    expect(words[words.indexOf("-r") + 1]).toBe(text);
    expect(words[words.indexOf("-video_track_timescale") + 1]).toBe(timescale);
  });
});
