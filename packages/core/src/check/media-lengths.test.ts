import { expect, test } from "vitest";
import { compileStoryboard } from "../compile-storyboard.ts";
import { createMemoryFiles } from "../testing/memory-files.ts";

type Length = number | undefined;

function remarksOn(lengths: readonly Length[], kind: "videos" | "audios" = "videos"): readonly string[] {
  const ending = kind === "videos" ? "mp4" : "mp3";
  const names = lengths.map((_, index) => `${"abc"[index]}.${ending}`);
  const files = createMemoryFiles({
    "watch.jpg": {},
    ...Object.fromEntries(
      lengths.map((durationSeconds, index) => [
        names[index] ?? "",
        durationSeconds === undefined ? {} : { durationSeconds },
      ]),
    ),
  });
  const text = `shotlist: 1
name: aurora
provider: wisgate
defaults: { model: doubao-seedance-2.0 }
assets: { baseUrl: https://cdn.example.com/aurora }
shots:
  - { id: s, prompt: x, references: { images: [./watch.jpg], ${kind}: [${names.map((name) => `./${name}`).join(", ")}] } }
`;
  return compileStoryboard({ file: "a.yaml", text }, { files, env: {}, mayReadEnv: () => true }).diagnostics.map(
    ({ severity, code, message }) => `${severity} ${code}: ${message}`,
  );
}

const takes = "wisgate accepts at most 15 seconds of reference videos in total; these have";

test.each<[string, readonly Length[], readonly string[]]>([
  ["what fits", [5, 5, 5], []],
  [
    "three clips of a frame more than 5 seconds",
    [121 / 24, 121 / 24, 121 / 24],
    [`warning media-length-near: ${takes} 15.1: a.mp4 5.04, b.mp4 5.04, c.mp4 5.04`],
  ],
  ["a block of AAC", [15.022], [`warning media-length-near: ${takes} 15.02: a.mp4 15.02`]],
  ["less than anybody can hear", [15.0004], [`warning media-length-near: ${takes} 15.000: a.mp4 15.000`]],
  ["a little more than rounding", [15.06], [`error media-too-long: ${takes} 15.1: a.mp4 15.06`]],
  ["two that are too long together", [9, 8.5], [`error media-too-long: ${takes} 17.5: a.mp4 9.00, b.mp4 8.50`]],
  [
    "one that nobody can measure",
    [5, undefined],
    [
      "warning media-length-unknown: wisgate accepts at most 15 seconds of reference videos in total, and the length of b.mp4 cannot be read",
    ],
  ],
  [
    "too long without the one that nobody can measure",
    [16, undefined],
    [`error media-too-long: ${takes} 16.0: a.mp4 16.00, b.mp4 unknown`],
  ],
])("%s", (_name, lengths, expected) => {
  expect(remarksOn(lengths)).toEqual(expected);
});

test("sounds are counted alike", () => {
  expect(remarksOn([10, 10], "audios")).toEqual([
    "error media-too-long: wisgate accepts at most 15 seconds of reference audios in total; these have 20.0: a.mp3 10.00, b.mp3 10.00",
  ]);
});
