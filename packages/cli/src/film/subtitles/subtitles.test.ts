import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { readCues, SubtitleError, toSrt } from "./cues.ts";
import { languageCode } from "./language.ts";
import { wrapLines } from "./wrap-lines.ts";

describe("subtitle files", () => {
  test("SRT is read and written as it was", () => {
    const srt = "1\n00:00:01,000 --> 00:00:03,500\nHello\nthere\n\n2\n01:02:03,004 --> 01:02:05,000\n光铸的时间\n";
    expect(readCues(srt)).toEqual([
      { startMs: 1000, endMs: 3500, text: "Hello\nthere" },
      { startMs: 3_723_004, endMs: 3_725_000, text: "光铸的时间" },
    ]);
    expect(toSrt(readCues(srt))).toBe(srt);
  });

  test("WebVTT too: without hours, with names, settings and notes, and with any line ends", () => {
    const vtt =
      "\uFEFFWEBVTT - a title\r\n\r\nNOTE\r\nnot shown\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\nintro\r\n00:01.5 --> 00:03.000 line:0 align:start\r\nHello\r\n";
    expect(readCues(vtt)).toEqual([{ startMs: 1500, endMs: 3000, text: "Hello" }]);
  });

  test.each([
    ["1\nHello\n", "expected a time", 2],
    ["1\n00:00:01,000 --> 00:00:03,000\nHello\n\n2\n00:00:05 -> 00:00:06\nWorld\n", "expected a time", 6],
    ["00:00:03,000 --> 00:00:01,000\nHello\n", "is not after the start time", 1],
  ])("%j is refused at its line", (text, message, line) => {
    expect(() => readCues(text)).toThrow(SubtitleError);
    expect(() => readCues(text)).toThrow(expect.objectContaining({ line, message: expect.stringContaining(message) }));
  });

  test("a text without words is left out", () => {
    expect(readCues("1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:02,000 --> 00:00:03,000\nHello")).toHaveLength(1);
  });
});

test.each([
  ["en", "eng"],
  ["zh-Hans", "zho"],
  ["pt_BR", "por"],
  ["deu", "deu"],
  ["xx", undefined],
  ["", undefined],
])("the language %s is %s in an MP4", (tag, code) => {
  expect(languageCode(tag)).toBe(code);
});

describe("lines that are burned in", () => {
  test.each([
    ["words", "A watch turns slowly on white marble while the light sweeps across its glass"],
    ["Chinese, which has no blanks", "光铸的时间，在白色大理石上缓缓转动，光铸的时间，在白色大理石上缓缓转动"],
    ["Japanese", "時計は白い大理石の上でゆっくりと回り、光がガラスの上を静かに流れていきます"],
  ])("are broken where they are too long: %s", (_, text) => {
    const [cue] = wrapLines([{ startMs: 0, endMs: 1000, text }]);
    const lines = cue?.text.split("\n") ?? [];
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.every((line) => stringWidth(line) <= 42)).toBe(true);
    expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
    expect(lines.slice(1).some((line) => /^[，、。]/u.test(line))).toBe(false);
  });

  test("stay where they fit", () => {
    const cues = [{ startMs: 0, endMs: 1000, text: "Hello\nthere" }];
    expect(wrapLines(cues)).toEqual(cues);
  });
});
