import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./browser/chromium.ts";
// The renderer is not a public export of the mock; its judges are programs that only these tests may need.
import { type RenderedClip, renderClip } from "../../packages/mock-server/src/media/index.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const toDataUrl = (type: string, bytes: Uint8Array): string =>
  `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;

interface Shown {
  readonly width: number;
  readonly height: number;
  readonly duration: number;
  readonly playedTo: number;
  readonly soundBytes: number;
  readonly meanDifference: number;
}

async function playToEnd({ mp4, lastFramePng }: RenderedClip): Promise<Shown> {
  const page = await browser.newPage();
  await page.addScriptTag({ path: fileURLToPath(new URL("browser/play-to-end.js", import.meta.url)) });
  const urls = { clipUrl: toDataUrl("video/mp4", mp4), pictureUrl: toDataUrl("image/png", lastFramePng) };
  return page.evaluate<Shown>(`playToEnd(${JSON.stringify(urls)})`);
}

test.each([
  { width: 1280, height: 720, seconds: 5 },
  { width: 480, height: 854, seconds: 4 },
])("Chromium plays a clip of $width x $height to its last picture", async ({ width, height, seconds }) => {
  const text = { taskId: "cgt-20261121023045-x7k2p", format: "wisgate", prompt: "A red fox in fresh snow" };
  const clip = renderClip({ width, height, seconds, seed: 7, audio: true, text });
  const shown = await playToEnd(clip);
  expect(shown).toEqual({
    width,
    height,
    duration: expect.closeTo(seconds, 2),
    playedTo: expect.closeTo(seconds, 1),
    soundBytes: expect.any(Number),
    meanDifference: expect.any(Number),
  });
  expect(shown.soundBytes).toBeGreaterThan(0);
  // Colour edges are drawn softer by the browser; another picture differs by tens.
  expect(shown.meanDifference).toBeLessThan(2);
});
