import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
// The renderer is not a public export of the mock; its judges are programs that only these tests may need.
import { encodeJpeg } from "../../packages/mock-server/src/media/jpeg/encode-jpeg.ts";
import type { Still } from "../../packages/mock-server/src/media/stills/still.ts";
import { encodeWebp } from "../../packages/mock-server/src/media/webp/encode-webp.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shotlist-stills-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The pixels that ffmpeg reads from a picture; any complaint of the decoder is an error. */
async function decode(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  const [file, pixels] = [join(folder, name), join(folder, `${name}.rgb`)];
  await writeFile(file, bytes);
  const format = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-y", pixels];
  const { stderr } = await execa("ffmpeg", ["-v", "error", "-xerror", "-i", file, ...format]);
  expect(stderr).toBe("");
  return readFile(pixels);
}

/** A picture of runs, slopes and single dots, without chance: everything that the codes have words for. */
function painted(width: number, height: number): Still {
  const rgb = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const isDot = (x * 7 + y * 13) % 101 === 0;
    rgb.set(y % 16 < 8 ? [200, 30, 90] : isDot ? [255, 255, 255] : [(x * 3) & 255, (y * 5) & 255, 128], at * 3);
  }
  return { width, height, rgb };
}

test.each([
  [1, 1],
  [4, 8],
  [257, 3],
  [320, 180],
  [270, 481],
])("a WebP of %i by %i pixels holds every pixel", async (width, height) => {
  const still = painted(width, height);
  const pixels = await decode(`${width}x${height}.webp`, encodeWebp(still));
  expect(Buffer.compare(pixels, still.rgb)).toBe(0);
});

test.each([
  [1, 1],
  [16, 32],
  [257, 3],
  [1280, 720],
])("a JPEG of %i by %i pixels is near to every pixel", async (width, height) => {
  const still = painted(width, height);
  const pixels = await decode(`${width}x${height}.jpg`, encodeJpeg(still));
  expect(pixels.length).toBe(still.rgb.length);
  const squares = pixels.reduce((sum, value, at) => sum + (value - still.rgb[at]!) ** 2, 0);
  // In decibels 35 and more: what people call good.
  expect(Math.sqrt(squares / pixels.length)).toBeLessThan(255 / 10 ** (35 / 20));
});
