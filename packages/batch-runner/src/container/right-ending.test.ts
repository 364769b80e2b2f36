import { expect, test } from "vitest";
import type { Container } from "./judgement.ts";
import { withRightEnding } from "./right-ending.ts";

test.each<[string, Container, string]>([
  ["launch/reveal.mp4", "mp4", "launch/reveal.mp4"],
  ["launch/reveal.mp4", "webm", "launch/reveal.webm"],
  ["launch/reveal.MP4", "webm", "launch/reveal.webm"],
  ["launch/reveal.mp4", "mov", "launch/reveal.mov"],
  ["launch/reveal.mov", "mp4", "launch/reveal.mov"],
  ["launch/reveal.m4v", "mp4", "launch/reveal.m4v"],
  ["launch/reveal.webm", "mp4", "launch/reveal.mp4"],
  ["launch/reveal.mkv", "webm", "launch/reveal.webm"],
  ["launch/v1.2/reveal.mp4", "mkv", "launch/v1.2/reveal.mkv"],
  ["launch/reveal.clip", "webm", "launch/reveal.clip"],
])("%s as %s is %s", (path, container, right) => {
  expect(withRightEnding(path, container)).toBe(right);
});

test("the name of another take is left to it", () => {
  expect(withRightEnding("a.mp4", "webm", (path) => path === "a.webm")).toBe("a.mp4.webm");
});
