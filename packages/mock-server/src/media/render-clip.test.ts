import { hash } from "node:crypto";
import { ALL_FORMATS, BufferSource, type EncodedPacket, EncodedPacketSink, Input, type InputTrack } from "mediabunny";
import { describe, expect, test } from "vitest";
import type { ClipRequest } from "./picture/clip-request.ts";
import { renderClip } from "./render-clip.ts";

const request: ClipRequest = {
  width: 1280,
  height: 720,
  seconds: 5,
  seed: 7,
  audio: true,
  text: { taskId: "cgt-20261121023045-x7k2p", format: "wisgate", prompt: "A red fox runs through fresh snow at dawn" },
};

async function readBack(mp4: Uint8Array): Promise<unknown> {
  const input = new Input({ source: new BufferSource(mp4), formats: ALL_FORMATS });
  const tracks = await input.getTracks();
  return {
    duration: await input.computeDuration(),
    tracks: await Promise.all(
      tracks.map(async (track) => ({
        codec: await track.getCodec(),
        ...(track.isVideoTrack()
          ? {
              width: await track.getDisplayWidth(),
              height: await track.getDisplayHeight(),
              frames: (await readPackets(track)).length,
            }
          : {}),
      })),
    ),
  };
}

async function readPackets(track: InputTrack): Promise<readonly EncodedPacket[]> {
  const packets: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  return packets;
}

describe.each([
  { name: "720p", width: 1280, height: 720, seconds: 5 },
  { name: "480p", width: 854, height: 480, seconds: 15 },
  { name: "portrait", width: 720, height: 1280, seconds: 4 },
  { name: "square", width: 480, height: 480, seconds: 10 },
  { name: "1080p", width: 1920, height: 1080, seconds: 15 },
  { name: "4k", width: 3840, height: 2160, seconds: 15 },
  { name: "4k, very wide", width: 5040, height: 2160, seconds: 15 },
  { name: "the smallest", width: 2, height: 2, seconds: 1 },
])("a clip of $name", ({ width, height, seconds }) => {
  const clip = renderClip({ ...request, width, height, seconds });

  test("has the size, duration and tracks that were asked for", async () => {
    expect(clip).toMatchObject({ frames: seconds * 24, durationSeconds: seconds });
    expect(await readBack(clip.mp4)).toEqual({
      duration: seconds,
      tracks: [{ codec: "avc", width, height, frames: seconds * 24 }, { codec: "aac" }],
    });
  });

  test("weighs at most 100 KiB", () => {
    expect(clip.mp4.length).toBeLessThanOrEqual(100 * 1024);
  });
});

test("without sound there is one track", async () => {
  expect(await readBack(renderClip({ ...request, audio: false }).mp4)).toEqual({
    duration: 5,
    tracks: [{ codec: "avc", width: 1280, height: 720, frames: 120 }],
  });
});

test("a number of frames wins over seconds", async () => {
  const clip = renderClip({ ...request, frames: 29, audio: false });
  expect(clip).toMatchObject({ frames: 29, durationSeconds: 29 / 24 });
  expect(await readBack(clip.mp4)).toMatchObject({ tracks: [{ frames: 29 }] });
});

test("other frame rates keep whole frames", async () => {
  const clip = renderClip({ ...request, seconds: 4, framesPerSecond: 30 });
  expect(clip).toMatchObject({ frames: 120, durationSeconds: 4 });
  expect(await readBack(clip.mp4)).toMatchObject({ duration: 4 });
});

test("a long clip can be entered every fifteen seconds", async () => {
  const { mp4 } = renderClip({ ...request, width: 64, height: 64, seconds: 40, audio: false });
  const track = await new Input({ source: new BufferSource(mp4), formats: ALL_FORMATS }).getPrimaryVideoTrack();
  const packets = await readPackets(track!);
  expect(packets.filter(({ type }) => type === "key").map(({ timestamp }) => timestamp)).toEqual([0, 15, 30]);
});

test("the index comes before the samples, so that playing can start early", () => {
  const names = Buffer.from(renderClip(request).mp4).toString("latin1");
  expect(names.indexOf("moov")).toBeLessThan(names.indexOf("mdat"));
});

test("sides that video cannot have are refused", () => {
  expect(() => renderClip({ ...request, width: 1281 })).toThrow("even sides of at least 2 pixels, not 1281x720");
});

test.each([0, -1, 1.5, Number.NaN])("%d frames are refused", (frames) => {
  expect(() => renderClip({ ...request, frames })).toThrow("a whole number of frames");
});

test("the same request gives the same bytes, today and tomorrow", () => {
  const [clip, again] = [renderClip(request), renderClip(request)];
  expect(again.mp4).toEqual(clip.mp4);
  // After a wanted change of the picture or the file, put the new values here; the external tests judge them.
  expect(hash("sha256", clip.mp4)).toBe("ad43c18daa897d67303713a26f658298ec6a9610d5c3e38e30f36474b2ae8946");
  expect(hash("sha256", clip.lastFramePng)).toBe("ac58e88e4cb9ddd00d11a92f0e8852443cc216b54a93996c46593427c4418cb4");
  expect(hash("sha256", clip.thumbnailWebp)).toBe("bed883a93424670b39a8012def14f9235cd53c5a693306e452ad64c20387157b");
  expect(hash("sha256", clip.spriteSheetJpeg)).toBe("15cc71b609cd1f28e362d70b71d70372f1e54a457dacd84db04c54f573463e52");
});

test.each([
  ["seed", { seed: 8 }],
  ["task id", { text: { ...request.text, taskId: "cgt-20261121023045-x7k2q" } }],
  ["format", { text: { ...request.text, format: "ark" } }],
  ["prompt", { text: { ...request.text, prompt: "另一只狐狸" } }],
])("another %s shows another picture", (_name, change) => {
  expect(renderClip({ ...request, ...change }).lastFramePng).not.toEqual(renderClip(request).lastFramePng);
});

test("the counter moves with every frame", () => {
  const shots = [1, 2, 3].map((frames) => hash("sha256", renderClip({ ...request, frames }).lastFramePng));
  expect(new Set(shots).size).toBe(3);
});
