import { expect, test } from "vitest";
import { compileStoryboard } from "../compile-storyboard.ts";
import type { PlannedTake } from "../model/plan.ts";
import { digestOf } from "../plan/digest.ts";
import { createMemoryFiles } from "../testing/memory-files.ts";

const older = "doubao-seedance-1-0-pro-250528";
const newer = "doubao-seedance-2-0-260128";
const newest = "doubao-seedance-2-5-260628";

const textOf = (shot: string, model: string): string =>
  `shotlist: 1\nname: a\nprovider: ark\ndefaults: { model: ${model}, returnLastFrame: false }\nshots:\n  - { id: a, prompt: A watch, ${shot} }\n`;

function compile(shot: string, model: string = older): ReturnType<typeof compileStoryboard> {
  return compileStoryboard(
    { file: "a.yaml", text: textOf(shot, model) },
    { files: createMemoryFiles({ "a.png": {} }) },
  );
}

function takeOf(shot: string, model?: string): PlannedTake {
  const { plan, diagnostics } = compile(shot, model);
  const [take] = plan?.takes ?? [];
  if (take === undefined) throw new Error(JSON.stringify(diagnostics));
  return take;
}

const formerDigests = ({ former = [], format, take }: PlannedTake): readonly string[] =>
  former.map(({ asked }) => digestOf({ format, take, asked }, () => ""));

test.each<[string, string, string, string?]>([
  ["the field alone", "cameraFixed: true", "extra: { camera_fixed: true }"],
  ["said to be off", "cameraFixed: false", "extra: { camera_fixed: false }"],
  [
    "together with what is still in extra",
    "cameraFixed: true, extra: { user: x }",
    "extra: { camera_fixed: true, user: x }",
  ],
  ["a priority", "priority: 3", "extra: { priority: 3 }", newer],
  ["two of them", "priority: 3, webSearch: true", "extra: { priority: 3, tools: [{ type: web_search }] }", newer],
  ["a container", "outputFormat: mov, ratio: '16:9'", "ratio: '16:9', extra: { output_format: mov }", newest],
  ["a length that the model chooses", "duration: auto", "extra: { duration: -1 }", newer],
  ["with a first frame", "cameraFixed: true, firstFrame: a.png", "firstFrame: a.png, extra: { camera_fixed: true }"],
])("%s finds what was paid for when it was written in extra, and sends the same", (_, now, then, model) => {
  const take = takeOf(now, model);
  const before = takeOf(then, model);
  expect(take.digest).not.toBe(before.digest);
  expect(formerDigests(take)).toEqual([before.digest]);
  expect(take.request).toEqual(before.request);
});

test("a shot that says none of the moved fields has no former reading, and one in extra stays as it is", () => {
  expect(takeOf("watermark: false").former).toBeUndefined();
  expect(takeOf("duration: 5", newer).former).toBeUndefined();
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
  ["a priority beyond the vendor's", "priority: 10", newer, "value-range"],
  ["a queue without places", "priority: 1", older, "field-unsupported"],
  ["a model of one container", "outputFormat: mov", newer, "field-unsupported"],
  ["a search with a first frame", "webSearch: true, firstFrame: a.png", newer, "conflicting-fields"],
  ["a search with references", "webSearch: true, references: { images: [a.png] }", newer, "conflicting-fields"],
  ["a length that the model does not choose", "duration: auto", older, "duration-unsupported"],
])("%s refuses it at its place", (_, shot, model, code) => {
  const { plan, diagnostics } = compile(shot, model);
  expect(plan).toBeUndefined();
  expect(diagnostics.map((found) => found.code)).toEqual([code]);
  const [found] = diagnostics;
  const line = textOf(shot, model).split("\n")[(found?.line ?? 0) - 1] ?? "";
  expect(shot).toContain(`: ${line.slice((found?.column ?? 0) - 1).split(/[ ,]/u)[0]}`);
});
