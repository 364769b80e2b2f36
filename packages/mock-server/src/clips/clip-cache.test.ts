import { expect, test, vi } from "vitest";
import { createClipCache } from "./clip-cache.ts";
import type { ClipOrder, ClipRenderer } from "./clip-cache.ts";

const order = (): ClipOrder => ({
  width: 2,
  height: 2,
  seconds: 1,
  framesPerSecond: 24,
  seed: 1,
  audio: false,
  text: { taskId: "task", format: "any", prompt: "" },
});

test("renders once, and again only when the clip has fallen out", () => {
  const render = vi.fn<ClipRenderer>(() => ({ mp4: new Uint8Array(10), lastFramePng: new Uint8Array(5) }));
  const files = createClipCache(render, 25);
  files("a", order);
  files("b", order);
  files("a", order);
  expect(render).toHaveBeenCalledTimes(2);
  // The last frame of `a` makes 25 bytes; `c` pushes out `b`, which was used longest ago.
  expect(files("a", order).lastFrame.bytes).toHaveLength(5);
  files("c", order);
  files("a", order);
  expect(render).toHaveBeenCalledTimes(3);
  files("b", order);
  expect(render).toHaveBeenCalledTimes(4);
});

test("keeps a clip that is larger than the limit while it is the newest", () => {
  const render = vi.fn<ClipRenderer>(() => ({ mp4: new Uint8Array(100), lastFramePng: new Uint8Array(1) }));
  const files = createClipCache(render, 10);
  files("a", order);
  files("a", order);
  expect(render).toHaveBeenCalledTimes(1);
});

test("draws each picture once, and the last frame in place of one that the renderer has not", () => {
  const thumbnailWebp = vi.fn<() => Uint8Array>(() => new Uint8Array(7));
  const files = createClipCache(
    () => ({
      mp4: new Uint8Array(10),
      lastFramePng: new Uint8Array(5),
      get thumbnailWebp() {
        return thumbnailWebp();
      },
    }),
    100,
  )("a", order);
  expect([files.thumbnail.contentType, files.thumbnail.bytes.length]).toEqual(["image/webp", 7]);
  expect(thumbnailWebp).toHaveBeenCalledTimes(1);
  expect(files.spriteSheet).toBe(files.lastFrame);
});
