import schema from "@shotlist/schema/storyboard.schema.json" with { type: "json" };
import { expect, test } from "vitest";
import { fieldNames } from "../resolve/shot-fields.ts";
import { type ShotFieldName, shotFieldNames, shotFields } from "./shot.ts";
import type { ShotField } from "./shot-field.ts";

const { shot, defaults } = schema.$defs;

test("the keys of a shot in the storyboard's schema are the rows, and no others", () => {
  const aboutTheShot = ["id", "matrix"];
  expect(Object.keys(shot.properties).toSorted()).toEqual([...fieldNames, ...aboutTheShot].toSorted());
});

test("defaults take every field but the draft that one shot alone is made from", () => {
  const ofOneShot = ["draftOf"];
  expect([...Object.keys(defaults.properties), ...ofOneShot].toSorted()).toEqual(fieldNames.toSorted());
});

test("a field that every shot has is completed, whatever was left out", () => {
  const filling = {
    hasFrames: false,
    beginsWithFrame: false,
    isDraft: false,
    isFinal: false,
    task: undefined,
    model: undefined,
  };
  expect(shotFields.prompt.complete(undefined, filling)).toEqual([]);
  expect(shotFields.resolution.complete(undefined, filling)).toBe("720p");
  expect(shotFields.references.complete(undefined, filling)).toEqual([]);
  expect(shotFields.audio.complete(undefined, filling)).toBe(false);
});

test("a row left out, or without the default that it needs, does not compile", () => {
  const { seed: _seed, ...others } = shotFields;
  // @ts-expect-error -- the row of `seed` is missing
  const incomplete: typeof shotFields = others;
  // @ts-expect-error -- every shot has a resolution, so its row says which
  const withoutDefault: ShotField<string> = { title: "resolution", read: "text", offered: "by rule" };
  expect([Object.keys(incomplete).length, withoutDefault.title]).toEqual([shotFieldNames.length - 1, "resolution"]);
});

test("what is hidden from a digest is the wish for a last frame alone", () => {
  const hidden: readonly ShotFieldName[] = shotFieldNames.filter((name) => {
    const { hash, read } = shotFields[name];
    return read === "switch" && hash !== undefined;
  });
  expect(hidden).toEqual(["returnLastFrame"]);
});
