import { expect, test } from "vitest";
import type { JsonValue } from "./json/json.ts";
import { hasMessage, validateMessage } from "./validate-message.ts";

const documented = { grade: "documented", source: "seed 003" };
const request = (fields: { readonly [field: string]: JsonValue }): JsonValue => ({
  model: "doubao-seedance-2.0",
  content: [{ type: "text", text: "A cat" }],
  ...fields,
});
const image = (role: string): JsonValue => ({
  type: "image_url",
  image_url: { url: "https://example.com/a.png" },
  role,
});

const show = ({ rule, path }: { readonly rule: string; readonly path: string }): string => `${rule} at ${path || "/"}`;

/** Broken rules with their places, refused and advised. */
function broken(body: JsonValue): { readonly refused: readonly string[]; readonly advised: readonly string[] } {
  const verdict = validateMessage("wisgate", "submit.request", body);
  return { refused: verdict.ok ? [] : verdict.errors.map(show), advised: verdict.advice.map(show) };
}

test("names rule, place, source and the value that broke a bound", () => {
  expect(validateMessage("wisgate", "submit.request", request({ duration: 4 }))).toEqual({
    ok: false,
    errors: [
      {
        path: "/duration",
        rule: "duration.minimum",
        level: "reject",
        message: "duration must be at least 5, not 4",
        provenance: documented,
      },
    ],
    advice: [],
  });
});

test("says a rule of many parts once", () => {
  const body = request({ duration: 5, content: [image("first_frame"), image("reference_image"), image("last_frame")] });
  expect(broken(body)).toEqual({ refused: ["one-mode at /content"], advised: [] });
});

test("points at the field that a rule of many parts blames", () => {
  const body = request({ duration: 5, model: "doubao-seedance-2-fast", resolution: "1080p" });
  expect(broken(body).refused).toEqual(["fast-model-without-1080p at /resolution"]);
});

test("points at a missing key, an unknown key and an unknown kind of entry themselves", () => {
  const body = request({ "a/b": 1, content: [{ type: "image_url" }, { type: "gif" }, {}], duration: 5 });
  expect(broken(body)).toEqual({
    refused: [
      "content[image_url].image_url.required at /content/0/image_url",
      "content[].type.discriminator at /content/1/type",
      "content[].type.required at /content/2/type",
    ],
    advised: ["additionalProperties at /a~1b"],
  });
});

test("says only the type of a value that has the wrong one", () => {
  expect(broken("text").refused).toEqual(["type at /"]);
  expect(broken(request({ content: {} })).refused).toEqual(["content.type at /content"]);
});

const named = (safety_identifier: string): JsonValue => request({ duration: 5, safety_identifier });

test.each([
  ["64 letters of two halves each", "🦊".repeat(64), []],
  ["65 of them", "🦊".repeat(65), ["safety_identifier.maxLength at /safety_identifier"]],
  ["64, two of them lone halves", `${"🦊".repeat(62)}\ud83e\ud83e`, []],
  [
    "65, two of them lone halves",
    `\udd8a\udd8a${"🦊".repeat(63)}`,
    ["safety_identifier.maxLength at /safety_identifier"],
  ],
])("counts the letters of a text, not the halves that some are stored in: %s", (_, text, expected) => {
  const { refused, advised } = broken(named(text));
  expect([...refused, ...advised]).toEqual(expected);
});

test("keeps addresses, prompts and other long values out of messages", () => {
  const secret = "https://example.com/a.png?signature=SECRET";
  const verdict = validateMessage("wisgate", "submit.request", request({ duration: secret, resolution: secret }));
  expect(JSON.stringify(verdict)).not.toContain("SECRET");
});

test("refuses what is only advised when strict", () => {
  const body = request({ duration: 5.5 });
  expect(validateMessage("wisgate", "submit.request", body)).toMatchObject({
    ok: true,
    advice: [{ rule: "duration.whole" }],
  });
  expect(validateMessage("wisgate", "submit.request", body, { strict: true })).toMatchObject({
    ok: false,
    errors: [{ rule: "duration.whole", level: "advice" }],
    advice: [],
  });
});

test("counts a text in code points", () => {
  const body = request({ duration: 5, safety_identifier: "🎬".repeat(64) });
  expect(broken(body)).toEqual({ refused: [], advised: [] });
});

test("is our own mistake to ask for a message that a format lacks", () => {
  expect(hasMessage("gogogotoken", "webhook.request")).toBe(false);
  expect(() => validateMessage("gogogotoken", "webhook.request", {})).toThrow("has no message webhook.request");
});
