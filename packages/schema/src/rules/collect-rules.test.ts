import { expect, test } from "vitest";
import { collectRules } from "./collect-rules.ts";
import type { MessageSchema } from "./message-schema.ts";

const documented = { grade: "documented", source: "seed 000" } as const;
const assumed = { grade: "assumed" } as const;

const idsAndLevels = (schema: MessageSchema): readonly string[] =>
  collectRules({ "x-provenance": documented, ...schema }).map(({ id, level }) => `${id} ${level}`);

test("names a rule by its place and keyword", () => {
  expect(
    idsAndLevels({
      type: "object",
      required: ["duration"],
      properties: {
        duration: { type: "integer", minimum: 4 },
        images: { items: { type: "string" } },
      },
    }),
  ).toEqual([
    "type reject",
    "duration.required reject",
    "duration.type reject",
    "duration.minimum reject",
    "images[].type reject",
  ]);
});

const branch = (tag: string, key: string): MessageSchema => ({
  required: [key],
  properties: { type: { const: tag }, [key]: { type: "string" } },
});

test("distinguishes the branches of a discriminated list by their tag", () => {
  expect(
    idsAndLevels({
      properties: {
        content: {
          items: {
            discriminator: { propertyName: "type" },
            oneOf: [branch("text", "text"), branch("draft", "id")],
          },
        },
      },
    }),
  ).toEqual([
    "content[text].text.required reject",
    "content[text].text.type reject",
    "content[draft].id.required reject",
    "content[draft].id.type reject",
    "content[].type.discriminator reject",
  ]);
});

test("only advises what is public or assumed, unless the schema says otherwise", () => {
  expect(
    idsAndLevels({
      properties: {
        documented: { type: "string" },
        assumed: { type: "string", "x-provenance": assumed },
        mild: { type: "string", "x-provenance": documented, "x-level": "advice" },
      },
    }),
  ).toEqual(["documented.type reject", "assumed.type advice", "mild.type advice"]);
});

test("takes everything below a named rule as that one rule", () => {
  expect(
    idsAndLevels({
      allOf: [
        {
          "x-rule": { id: "one-length", description: "one length only" },
          not: { required: ["duration", "frames"] },
        },
      ],
    }),
  ).toEqual(["one-length reject"]);
});

test.each([
  ["a nameless not", { not: { required: ["duration"] } }],
  ["a nameless oneOf", { oneOf: [{ type: "string" }] }],
  ["a closed object on nobody's word", { additionalProperties: false }],
  ["the same rule twice", { minimum: 1, allOf: [{ minimum: 2 }] }],
] satisfies [string, MessageSchema][])("refuses %s", (_, schema) => {
  expect(() => idsAndLevels(schema)).toThrow(/needs|twice/);
});
