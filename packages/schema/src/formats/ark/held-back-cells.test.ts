import { expect, test } from "vitest";
import { factsOf } from "../../formats.ts";
import type { JsonValue } from "../../json/json.ts";
import { validateMessage } from "../../validate-message.ts";

// Cells that the same live probes state and that the table of the facts does not have: no rule was written from them, so they
// check whether the rules hold beyond the table. Source: TanStack AI: Ark probes, as of 2026-08-22.

const v25 = "doubao-seedance-2-5-260628";
const v20 = ["doubao-seedance-2-0-260128", "doubao-seedance-2-0-fast-260128", "doubao-seedance-2-0-mini-260615"];
const pro15 = "doubao-seedance-1-5-pro-251215";
const v10 = ["doubao-seedance-1-0-pro-250528", "doubao-seedance-1-0-pro-fast-251015"];
const all = [v25, ...v20, pro15, ...v10];

const text: JsonValue = { type: "text", text: "A cat" };
const image = (role: string): JsonValue => ({
  type: "image_url",
  image_url: { url: "https://example.com/a.png" },
  role,
});

interface HeldBack {
  readonly says: string;
  readonly fields: { readonly [field: string]: JsonValue };
  readonly accepted?: readonly string[];
  readonly refused?: readonly string[];
}

const heldBack: readonly HeldBack[] = [
  { says: "priority goes unheeded on 1.0", fields: { priority: 1 }, accepted: v10 },
  { says: "sound is a field of every model", fields: { generate_audio: true }, accepted: all },
  {
    says: "adaptive wants a picture on 1.0",
    fields: { ratio: "adaptive" },
    accepted: [v25, ...v20, pro15],
    refused: v10,
  },
  {
    says: "adaptive with a first frame",
    fields: { ratio: "adaptive", content: [text, image("first_frame")] },
    accepted: all,
  },
  { says: "there is no 2K", fields: { resolution: "2k" }, refused: all },
  {
    says: "1080p on all but the small 2.0",
    fields: { resolution: "1080p" },
    accepted: [v25, "doubao-seedance-2-0-260128", pro15, ...v10],
    refused: ["doubao-seedance-2-0-fast-260128", "doubao-seedance-2-0-mini-260615"],
  },
  { says: "the largest seed", fields: { seed: 4_294_967_295 }, accepted: all },
  { says: "a seed beyond it", fields: { seed: 4_294_967_296 }, refused: all },
  { says: "the shortest expiry of 1.x", fields: { execution_expires_after: 3600 }, accepted: all },
  { says: "a call back", fields: { callback_url: "https://example.com/hook" }, accepted: all },
  {
    says: "seven entries, beyond the five of an older page",
    fields: { content: [text, ...Array.from({ length: 6 }, () => image("reference_image"))] },
    accepted: v20,
  },
  {
    says: "two frames besides a reference",
    fields: { content: [text, image("first_frame"), image("reference_image")] },
    refused: v20,
  },
];

const cases = heldBack.flatMap(({ says, fields, accepted = [], refused = [] }) => [
  ...accepted.map((model) => ({ says, model, fields, ok: true })),
  ...refused.map((model) => ({ says, model, fields, ok: false })),
]);

test.each(cases)("$says: $model, ok $ok, under both of its names", ({ model, fields, ok }) => {
  const abroad = factsOf("ark").models.find(({ id }) => id === model)?.aliases?.[0] ?? "";
  for (const id of [model, abroad]) {
    const { ok: found } = validateMessage("ark", "submit.request", { model: id, content: [text], ...fields });
    expect({ id, ok: found }).toEqual({ id, ok });
  }
});

test("none of them is in the table that the rules are written from", () => {
  const known = new Set(
    (factsOf("ark").cells ?? []).flatMap(({ field, sample, accepted, refused }) =>
      [...accepted, ...refused].flatMap(({ models }) => models.map((model) => JSON.stringify([field, sample, model]))),
    ),
  );
  const shared = cases.filter(({ model, fields }) =>
    Object.entries(fields).some(([field, sample]) => known.has(JSON.stringify([field, sample, model]))),
  );
  expect(shared).toEqual([]);
  expect(cases.length).toBeGreaterThan(50);
});
