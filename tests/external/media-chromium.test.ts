import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
// The renderer is no public export of the mock; its judges are programs that only these tests may need.
import { renderClip } from "../../packages/mock-server/src/media/index.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
});
afterAll(() => browser.close());

const toDataUrl = (type: string, bytes: Uint8Array): string =>
  `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;

/** Runs in the page: plays a clip to its end and compares what is then shown with a picture. */
async function playToEnd({ clipUrl, pictureUrl }: { readonly clipUrl: string; readonly pictureUrl: string }) {
  const video = document.createElement("video");
  video.src = clipUrl;
  video.playbackRate = 4;
  document.body.append(video);
  await new Promise((resolve, reject) => {
    video.addEventListener("ended", resolve);
    video.addEventListener("error", () => reject(new Error(video.error?.message)));
    void video.play();
  });
  const pixelsOf = (source: HTMLVideoElement | HTMLImageElement): Uint8ClampedArray => {
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext("2d")!;
    context.drawImage(source, 0, 0);
    return context.getImageData(0, 0, canvas.width, canvas.height).data;
  };
  const picture = new Image();
  picture.src = pictureUrl;
  await picture.decode();
  const expected = pixelsOf(picture);
  const differences = pixelsOf(video).map((value, index) => Math.abs(value - expected[index]!));
  return {
    width: video.videoWidth,
    height: video.videoHeight,
    duration: video.duration,
    playedTo: video.played.end(0),
    meanDifference: differences.reduce((sum, value) => sum + value, 0) / differences.length,
  };
}

test.each([
  { width: 1280, height: 720, seconds: 5 },
  { width: 480, height: 854, seconds: 4 },
])("Chromium plays a clip of $width x $height to its last picture", async ({ width, height, seconds }) => {
  const text = { taskId: "cgt-20261121023045-x7k2p", format: "wisgate", prompt: "A red fox in fresh snow" };
  const clip = renderClip({ width, height, seconds, seed: 7, audio: true, text });
  const page = await browser.newPage();
  const shown = await page.evaluate(playToEnd, {
    clipUrl: toDataUrl("video/mp4", clip.mp4),
    pictureUrl: toDataUrl("image/png", clip.lastFramePng),
  });
  expect(shown).toEqual({
    width,
    height,
    duration: expect.closeTo(seconds, 2),
    playedTo: expect.closeTo(seconds, 1),
    meanDifference: expect.any(Number),
  });
  // Colour edges are drawn softer by the browser; another picture differs by tens.
  expect(shown.meanDifference).toBeLessThan(2);
});
