import { describe, expect, test } from "vitest";
import { toClip } from "./probe-clip.ts";

const at = { take: "reveal", path: "/clips/reveal.mp4" };
const picture = { codec_type: "video", width: 1280, height: 720, r_frame_rate: "24/1", duration: "5.000000" };
const sound = { codec_type: "audio", sample_rate: "44100", channels: 1, duration: "5.013" };

describe("what ffprobe says of a clip", () => {
  test("the length is the picture's, also where the sound is longer", () => {
    expect(toClip(at, { streams: [sound, picture], format: { duration: "5.013" } })).toEqual({
      ...at,
      seconds: 5,
      width: 1280,
      height: 720,
      rate: { numerator: 24, denominator: 1 },
      colorSpace: undefined,
      highRange: undefined,
      sound: { sampleRate: 44_100, channels: 1 },
    });
  });

  test.each([
    [
      "a tag, as Matroska writes it",
      { ...picture, duration: undefined, tags: { DURATION: "00:01:05.500000000" } },
      65.5,
    ],
    ["the whole file, where nothing else says it", { ...picture, duration: undefined }, 7],
  ])("it is read from %s", (_, stream, seconds) => {
    const { duration, ...rest } = stream;
    const streams = [duration === undefined ? rest : { ...rest, duration }];
    expect(toClip(at, { streams, format: { duration: "7.0" } }).seconds).toBe(seconds);
  });

  test.each([-90, 90, 270])("a clip turned by %d degrees has its sides swapped", (rotation) => {
    const { width, height } = toClip(at, { streams: [{ ...picture, side_data_list: [{}, { rotation }] }] });
    expect([width, height]).toEqual([720, 1280]);
  });

  test("a picture that is only the cover of a sound is none", () => {
    const cover = { ...picture, width: 300, height: 300, disposition: { attached_pic: 1 } };
    expect(toClip(at, { streams: [cover, picture] }).width).toBe(1280);
    expect(() => toClip(at, { streams: [cover, sound] })).toThrow("The clip of reveal has no picture");
  });

  test("where the nominal rate says nothing, the average counts", () => {
    const stream = { ...picture, r_frame_rate: "90000/1", avg_frame_rate: "30000/1001" };
    expect(toClip(at, { streams: [stream] }).rate).toEqual({ numerator: 30_000, denominator: 1001 });
  });

  test.each([
    ["smpte2084", "smpte2084"],
    ["bt709", undefined],
  ])("a transfer of %s is high range: %s", (transfer, expected) => {
    expect(toClip(at, { streams: [{ ...picture, color_transfer: transfer }] }).highRange).toBe(expected);
  });
});
