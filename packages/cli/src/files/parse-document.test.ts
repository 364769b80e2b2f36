import { expect, test } from "vitest";
import { parseDocument } from "./parse-document.ts";

const depth = 20_000;

test.each([
  ["brackets", "[".repeat(depth) + "]".repeat(depth)],
  ["braces", `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`],
  ["dashes", `${"- ".repeat(depth)}1`],
  ["less than the parser's end, and more than can be read", `${"[".repeat(400)}${"]".repeat(400)}`],
])("YAML that is nested too deeply is refused in words: %s", async (_what, text) => {
  const error = await parseDocument("deep.yaml", text).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining("nested too deeply") });
});

test("YAML of some levels is read", async () => {
  expect(await parseDocument("a.yaml", "a: [[[{ b: 1 }]]]")).toEqual({ a: [[[{ b: 1 }]]] });
});
