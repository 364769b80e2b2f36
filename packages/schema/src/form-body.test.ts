import { expect, test } from "vitest";
import { bodyOfForm } from "./form-body.ts";
import type { FormField } from "./form-body.ts";

const terms = { files: { input_reference: "image_url" } };
const text = (name: string, value: string): FormField => ({ name, text: value });

test.each<readonly [readonly FormField[], unknown]>([
  [[text("prompt", "a"), text("seconds", "4")], { prompt: "a", seconds: "4" }],
  [[text("input_reference[image_url]", "https://a")], { input_reference: { image_url: "https://a" } }],
  [[text("a[b][c]", "1"), text("a[b][d]", "2")], { a: { b: { c: "1", d: "2" } } }],
  [[text("tags[]", "x"), text("tags[]", "y")], { tags: ["x", "y"] }],
  [[text("odd[name", "1")], { "odd[name": "1" }],
  [[text("video[id]", "video_1")], { video: { id: "video_1" } }],
])("%j", (fields, body) => {
  expect(JSON.parse(JSON.stringify(bodyOfForm(terms, fields)))).toEqual(body);
});

test("a file is a data URI under the key that the format has for it", () => {
  const file = { mediaType: "image/png", bytes: Uint8Array.of(0x89, 0x50) };
  const fields = ["input_reference", "clip"].map((name) => ({ name, file }));
  expect(JSON.parse(JSON.stringify(bodyOfForm(terms, fields)))).toEqual({
    input_reference: { image_url: "data:image/png;base64,iVA=" },
    clip: { file: "data:image/png;base64,iVA=" },
  });
});

test("a large file is read whole", () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
  const body = bodyOfForm(terms, [{ name: "input_reference", file: { mediaType: "a/b", bytes } }]);
  const uri = JSON.stringify(body).match(/base64,([^"]*)/)?.[1] ?? "";
  expect(Buffer.from(uri, "base64").equals(Buffer.from(bytes))).toBe(true);
});

test("no field reaches what every object has", () => {
  const body = bodyOfForm(terms, [text("__proto__[polluted]", "yes"), text("constructor[prototype][x]", "yes")]);
  expect(Reflect.get({}, "polluted")).toBeUndefined();
  expect(Reflect.get({}, "x")).toBeUndefined();
  expect(Object.keys(body)).toContain("constructor");
});
