import { expect, test } from "vitest";
import { compileStoryboard } from "../compile-storyboard.ts";
import type { PlannedTake } from "../model/plan.ts";
import { digestOf } from "../plan/digest.ts";
import { createMemoryFiles } from "../testing/memory-files.ts";

const older = "doubao-seedance-1-0-pro-250528";

function compile(shot: string, model: string = older): ReturnType<typeof compileStoryboard> {
  const text = `shotlist: 1\nname: a\nprovider: ark\ndefaults: { model: ${model}, returnLastFrame: false }\nshots:\n  - { id: a, prompt: A watch, ${shot} }\n`;
  return compileStoryboard({ file: "a.yaml", text }, { files: createMemoryFiles({ "a.png": {} }) });
}

function takeOf(shot: string): PlannedTake {
  const { plan, diagnostics } = compile(shot);
  const [take] = plan?.takes ?? [];
  if (take === undefined) throw new Error(JSON.stringify(diagnostics));
  return take;
}

const formerDigests = ({ former = [], format, take }: PlannedTake): readonly string[] =>
  former.map(({ intent }) => digestOf({ format, take, intent }, () => ""));

test.each([
  ["the field alone", "cameraFixed: true", "extra: { camera_fixed: true }"],
  ["said to be off", "cameraFixed: false", "extra: { camera_fixed: false }"],
  ["beside what is still in extra", "cameraFixed: true, extra: { user: x }", "extra: { camera_fixed: true, user: x }"],
  ["with a first frame", "cameraFixed: true, firstFrame: a.png", "firstFrame: a.png, extra: { camera_fixed: true }"],
])("%s finds what was paid for when it was written in extra, and sends the same", (_, now, then) => {
  const take = takeOf(now);
  const before = takeOf(then);
  expect(take.digest).not.toBe(before.digest);
  expect(formerDigests(take)).toEqual([before.digest]);
  expect(take.request).toEqual(before.request);
});

test("a shot that says none of the moved fields has no former reading, and one in extra stays as it is", () => {
  expect(takeOf("watermark: false").former).toBeUndefined();
  expect(takeOf("extra: { camera_fixed: true }").former).toBeUndefined();
});

test.each([
  ["a model that has no such switch", "cameraFixed: true", "doubao-seedance-2-0-260128", "field-unsupported"],
  ["the same said to be off", "cameraFixed: false", "doubao-seedance-2-0-260128", "field-unsupported"],
  [
    "reference media",
    "cameraFixed: true, references: { images: [a.png] }",
    "doubao-seedance-1-0-lite-i2v-250428",
    "conflicting-fields",
  ],
])("%s refuses it at its place", (_, shot, model, code) => {
  const { plan, diagnostics } = compile(shot, model);
  expect(plan).toBeUndefined();
  expect(diagnostics.map((found) => found.code)).toEqual([code]);
  expect(diagnostics[0]?.help).toContain("cameraFixed");
});
