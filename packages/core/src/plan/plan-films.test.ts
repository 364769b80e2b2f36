import { describe, expect, test } from "vitest";
import { compileStoryboard } from "../compile-storyboard.ts";
import { noFiles, type FileSource } from "../files/file-source.ts";

const sounds: FileSource = {
  ...noFiles,
  describe: (path) =>
    path.startsWith("assets/") ? { sha256: "a".repeat(64), bytes: 1, mediaType: "audio/mpeg" } : { problem: "missing" },
};

function compile(text: string): ReturnType<typeof compileStoryboard> {
  const head = "shotlist: 1\nname: board\nprovider: wisgate\ndefaults: { model: doubao-seedance-2.0 }\n";
  return compileStoryboard({ file: "board.yaml", text: head + text }, { files: sounds });
}

const shots = "shots: [{ id: one, prompt: One }, { id: two, prompt: Two, takes: 2 }]\n";

describe("cut", () => {
  test("without it there is no film, and no take differs from those with it", () => {
    const without = compile(shots);
    const withCut = compile(`${shots}cut: true\n`);
    expect(without.plan?.films).toBeUndefined();
    expect(withCut.plan?.takes).toEqual(without.plan?.takes);
  });

  test("false is as good as none", () => {
    expect(compile(`${shots}cut: false\n`).plan?.films).toBeUndefined();
  });

  test("true joins the first take of each shot in the storyboard's order", () => {
    expect(compile(`${shots}cut: true\n`).plan?.films).toEqual([
      { variant: {}, slug: "film", takes: ["one", "two"], sound: "keep", loudness: -16, subtitles: [] },
    ]);
  });

  test("each variant of the matrix is a film, and its values name its files", () => {
    const { plan } = compile(
      `${shots}matrix: { lang: [en, zh], ratio: ["16:9"] }\ncut: { sound: "./assets/\${{ matrix.lang }}.mp3", subtitles: [{ language: "\${{ matrix.lang }}", file: "./assets/\${{ matrix.lang }}.srt", burn: true }] }\n`,
    );
    expect(plan?.films?.map(({ slug, takes, sound, subtitles }) => ({ slug, takes, sound, subtitles }))).toEqual(
      ["en", "zh"].map((lang) => ({
        slug: `lang-${lang}-ratio-16x9`,
        takes: [`one[lang=${lang},ratio=16:9]`, `two[lang=${lang},ratio=16:9]`],
        sound: { file: `assets/${lang}.mp3` },
        subtitles: [{ language: lang, file: `assets/${lang}.srt`, burn: true }],
      })),
    );
  });

  test("a shot with its own axis gives each film all of its clips", () => {
    const { plan } = compile(
      "matrix: { lang: [en, zh] }\nshots: [{ id: one, prompt: One }, { id: two, prompt: Two, matrix: { lang: [en, zh], mood: [calm, wild] } }]\ncut: true\n",
    );
    expect(plan?.films?.map(({ takes }) => takes)).toEqual([
      ["one[lang=en]", "two[lang=en,mood=calm]", "two[lang=en,mood=wild]"],
      ["one[lang=zh]", "two[lang=zh,mood=calm]", "two[lang=zh,mood=wild]"],
    ]);
  });

  test("shots are shown in the order that is written, other takes by their number", () => {
    const { plan } = compile(
      `${shots}cut: { shots: ["two#2", one], sound: none, loudness: false, poster: 2s, size: 1280x720, rate: 24 }\n`,
    );
    expect(plan?.films).toEqual([
      {
        variant: {},
        slug: "film",
        takes: ["two#2", "one"],
        sound: "none",
        subtitles: [],
        posterSeconds: 2,
        size: { width: 1280, height: 720 },
        rate: 24,
      },
    ]);
  });

  test("what cannot be found is reported at its place", () => {
    const { diagnostics } = compile(`${shots}cut: { shots: [tow, "two#3"], sound: ./missing.mp3 }\n`);
    expect(diagnostics.map(({ code, message }) => ({ code, message }))).toEqual([
      { code: "cut-unknown-shot", message: 'There is no shot "tow"' },
      { code: "cut-unknown-shot", message: 'The shot "two" has no take 3' },
    ]);
    expect(compile(`${shots}cut: { sound: ./missing.mp3 }\n`).diagnostics.map(({ code }) => code)).toEqual([
      "asset-missing",
    ]);
  });
});
