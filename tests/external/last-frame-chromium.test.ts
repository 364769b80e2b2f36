import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createFfmpegCutter } from "@shotlist/batch-runner";
import { execa } from "execa";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./browser/chromium.ts";

let folder = "";
let browser: Browser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shotlist-last-frame-"));
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** How far the frame that is cut differs from what Chromium shows at the end of the clip, on a scale of 255. */
async function differenceOf(clip: Buffer): Promise<number> {
  const frame = await createFfmpegCutter().lastFrame(clip, "mp4");
  if (frame.problem !== undefined) throw new Error(JSON.stringify(frame));
  const page = await browser.newPage();
  await page.addScriptTag({ path: fileURLToPath(new URL("browser/play-to-end.js", import.meta.url)) });
  const urls = {
    clipUrl: `data:video/mp4;base64,${clip.toString("base64")}`,
    pictureUrl: `data:image/png;base64,${Buffer.from(frame.png).toString("base64")}`,
  };
  const { meanDifference } = await page.evaluate<{ readonly meanDifference: number }>(
    `playToEnd(${JSON.stringify(urls)})`,
  );
  return meanDifference;
}

const tags601 = ["-colorspace", "smpte170m", "-color_primaries", "smpte170m", "-color_trc", "smpte170m"];
const tags709 = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"];

test.each<[string, { readonly size: string; readonly matrix: string; readonly words: readonly string[] }]>([
  ["high definition that says nothing", { size: "1280x720", matrix: "bt709", words: [] }],
  ["standard definition that says nothing", { size: "640x360", matrix: "bt601", words: [] }],
  ["high definition in BT.709", { size: "1280x720", matrix: "bt709", words: tags709 }],
  ["standard definition in BT.601", { size: "640x360", matrix: "bt601", words: tags601 }],
  ["a fragmented clip", { size: "640x360", matrix: "bt601", words: ["-movflags", "+frag_keyframe+empty_moov"] }],
])("the last frame of %s is what Chromium shows at its end", async (name, { size, matrix, words }) => {
  const file = join(folder, `${name.replaceAll(/\W/gu, "-")}.mp4`);
  const source = ["-f", "lavfi", "-i", `testsrc2=s=${size}:r=24:d=2`];
  const sound = ["-f", "lavfi", "-i", "sine=frequency=440:duration=2"];
  const filter = ["-vf", `scale=out_color_matrix=${matrix}:out_range=tv,format=yuv420p`];
  const codec = ["-c:v", "libx264", "-qp", "4", "-c:a", "aac", ...words];
  await execa("ffmpeg", ["-nostdin", "-v", "error", "-y", ...source, ...sound, ...filter, ...codec, file]);
  // Colour edges are drawn softer by the browser; another picture, or another matrix, differs by more.
  expect(await differenceOf(await readFile(file))).toBeLessThan(3);
});

test("another picture, and colours by another matrix, differ from it", async () => {
  const page = await browser.newPage();
  await page.addScriptTag({ path: fileURLToPath(new URL("browser/play-to-end.js", import.meta.url)) });
  const file = join(folder, "moves.mp4");
  const source = ["-f", "lavfi", "-i", "testsrc2=s=640x360:r=24:d=2", "-f", "lavfi", "-i", "sine=duration=2"];
  await execa("ffmpeg", ["-nostdin", "-v", "error", "-y", ...source, "-c:v", "libx264", "-pix_fmt", "yuv420p", file]);
  const first = join(folder, "first.png");
  await execa("ffmpeg", ["-nostdin", "-v", "error", "-y", "-i", file, "-frames:v", "1", first]);
  const urls = {
    clipUrl: `data:video/mp4;base64,${(await readFile(file)).toString("base64")}`,
    pictureUrl: `data:image/png;base64,${(await readFile(first)).toString("base64")}`,
  };
  const { meanDifference } = await page.evaluate<{ readonly meanDifference: number }>(
    `playToEnd(${JSON.stringify(urls)})`,
  );
  expect(meanDifference).toBeGreaterThan(3);
});
