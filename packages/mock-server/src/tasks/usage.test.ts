import { expect, test } from "vitest";
import { completionTokens } from "./usage.ts";

const clip = { width: 1280, height: 720, seconds: 5, videoInput: false };

test.each([
  ["5 s at 720p, 16:9", { ...clip }, 108_900],
  ["4 s at 720p, 16:9", { ...clip, seconds: 4 }, 87_300],
  ["5 s with a video among the references", { ...clip, videoInput: true }, 194_400],
])("%s costs what was measured or published", (_name, { width, height, seconds, videoInput }, tokens) => {
  const rest = {
    model: "",
    prompt: "",
    resolution: "",
    ratio: "",
    audio: false,
    returnLastFrame: false,
    mediaInput: false,
    echo: {},
  };
  expect(completionTokens({ ...rest, width, height, seconds, videoInput }, 24)).toBe(tokens);
});
