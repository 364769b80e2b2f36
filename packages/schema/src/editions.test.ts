import { describe, expect, test } from "vitest";
import { editionsOf, factsOf, formatEditions, formatIds, inEdition, isFormatRef } from "./formats.ts";
import type { JsonValue } from "./json/json.ts";
import { writtenFixturesOf } from "./fixtures.ts";
import { messageSchema, writtenSchema } from "./schemas.ts";
import { validateMessage } from "./validate-message.ts";

const request = (fields: { readonly [field: string]: JsonValue }): JsonValue => ({
  model: "doubao-seedance-2-0",
  prompt: "A cat",
  ...fields,
});
const verdict = (format: string, body: JsonValue): readonly string[] => {
  if (!isFormatRef(format)) throw new Error(`there is no ${format}`);
  const found = validateMessage(format, "submit.request", body);
  return [found.ok ? "accepted" : "refused", ...(found.ok ? found.advice : found.errors).map(({ rule }) => rule)];
};

describe("a body that editions judge differently", () => {
  test.each([
    [
      "pixels as size",
      { size: "1280x720" },
      { "2026-05": ["accepted"], "2026-07": ["refused", "size.enum"], any: ["accepted", "size.enum"] },
    ],
    [
      "a resolution as size",
      { size: "720p" },
      { "2026-05": ["accepted", "size.form"], "2026-07": ["accepted"], any: ["accepted"] },
    ],
    [
      "the mini model",
      { model: "doubao-seedance-2-0-mini" },
      { "2026-05": ["refused", "model.enum"], "2026-07": ["accepted"], any: ["accepted", "model.enum"] },
    ],
    [
      "a first frame in a field that is gone",
      { first_frame_image: "iVBORw0KGgo=" },
      { "2026-05": ["accepted"], "2026-07": ["accepted", "frames-by-role"], any: ["accepted", "frames-by-role"] },
    ],
    [
      "what every edition refuses",
      { model: "doubao-seedance-9" },
      { "2026-05": ["refused", "model.enum"], "2026-07": ["refused", "model.enum"], any: ["refused", "model.enum"] },
    ],
  ])("%s", (_, fields, { any, ...editions }) => {
    for (const [edition, expected] of Object.entries(editions)) {
      expect({ edition, verdict: verdict(`gogogotoken@${edition}`, request(fields)) }).toEqual({
        edition,
        verdict: expected,
      });
    }
    expect(verdict("gogogotoken", request(fields))).toEqual(any);
  });

  test("is accepted with advice that names the edition which refuses it", () => {
    const { advice } = validateMessage("gogogotoken", "submit.request", request({ size: "1280x720" }));
    expect(advice.map(({ level, message }) => [level, message])).toEqual([
      ["advice", 'size must be one of 480p, 720p, 1080p, 4k, not "1280x720" (refused in editions 2026-07, 2026-11)'],
    ]);
  });

  test("is judged by the newest edition when strict", () => {
    const { ok } = validateMessage("gogogotoken", "submit.request", request({ size: "1280x720" }), { strict: true });
    expect(ok).toBe(false);
  });
});

test("an answer as it was seen live meets no advice of an older document; in that edition it is refused", () => {
  const live = writtenFixturesOf("ark").find(({ name }) => name.startsWith("a finished task as it answers a poll"));
  const refused = { ok: false, errors: [expect.objectContaining({ rule: "duration.type" })], advice: [] };
  expect(validateMessage("ark", "task.response", live?.body)).toEqual({ ok: true, advice: [] });
  expect(validateMessage("ark@2026-06", "task.response", live?.body)).toEqual(refused);
});

test.each(formatEditions)("a property that %s does not have is not taken for one that it has", (edition) => {
  const [format] = edition.split("@");
  const example = writtenFixturesOf(edition).find(
    ({ message, breaks, expectsAdvice }) => message === "submit.request" && !breaks && !expectsAdvice,
  );
  if (!isFormatRef(format) || example === undefined) throw new Error(`no example of ${edition}`);
  const known = Object.keys(messageSchema(edition, "submit.request").properties ?? {});
  const strangers = Object.keys(writtenSchema(edition, "submit.request").properties ?? {}).filter(
    (name) => !known.includes(name),
  );
  for (const name of strangers) {
    const body = Object.assign({}, example.body, { [name]: "x" });
    expect({ name, ok: validateMessage(edition, "submit.request", body, { strict: true }).ok }).toEqual({
      name,
      ok: false,
    });
  }
});

test("facts and schemas of a format alone are those of its newest edition", () => {
  for (const format of formatIds) {
    const newest = editionsOf(format).at(-1);
    if (newest === undefined) continue;
    const edition = inEdition(format, newest.id);
    expect(factsOf(format)).toEqual(factsOf(edition));
    expect(messageSchema(format, "submit.request")).toEqual(messageSchema(edition, "submit.request"));
  }
});

test("editions are in the order of their ids, each under its own reference", () => {
  for (const format of formatIds) {
    const ids = editionsOf(format).map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].toSorted());
    expect(ids.filter((id) => !/^20\d\d-[01]\d$/.test(id))).toEqual([]);
  }
  expect(new Set(formatEditions).size).toBe(formatEditions.length);
});

test("an edition that a format lacks is named with those it has", () => {
  expect(() => inEdition("gogogotoken", "2025-01")).toThrow(
    'gogogotoken has no edition "2025-01"; it has: 2026-05, 2026-07, 2026-11',
  );
});
