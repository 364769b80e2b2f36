import { compileStoryboard, noFiles, type Plan } from "@shotlist/core";
import { expect, test } from "vitest";
import { describeFilms } from "./films.ts";

function planOf(shots: string): Plan {
  const text = `shotlist: 1\nname: board\nprovider: wisgate\ndefaults: { model: doubao-seedance-2.0 }\ncut: true\nshots: [${shots}]\n`;
  const { plan } = compileStoryboard({ file: "board.yaml", text }, { files: noFiles });
  if (plan === undefined) throw new Error("the storyboard has a mistake");
  return plan;
}

test("a film of like clips needs no word", () => {
  expect(describeFilms(planOf("{ id: one, prompt: One }, { id: two, prompt: Two, duration: 8 }"))).toBe("");
});

test.each([
  ["resolution: 480p", "resolution (720p, 480p)"],
  ['ratio: "9:16"', "ratio (16:9, 9:16)"],
  ["audio: true", "sound (without sound, with sound)"],
  ["provider: toapis, model: doubao-seedance-1-5-pro", "model (doubao-seedance-2.0, doubao-seedance-1-5-pro)"],
])("clips that differ by %s are named before anything is rendered", (field, difference) => {
  expect(describeFilms(planOf(`{ id: one, prompt: One }, { id: two, prompt: Two, ${field} }`))).toBe(
    `note: the clips of film film differ in ${difference}; shotlist cut converts them to match\n`,
  );
});
