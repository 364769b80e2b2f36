import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { editionsOf, formatIds } from "@shotlist/schema";
import { expect, test } from "vitest";
import { root } from "./sources.ts";

const directory = join(root, "packages/schema/openapi");

/** The linter's recommended rules, warnings included. */
const config = await createConfig({
  extends: ["recommended"],
  rules: {
    // Conditions (`if`, `not`) name properties of the schema around them; the linter looks for them inside.
    "no-required-schema-properties-undefined": "off",
    // The vendor's own: a task and a character may have one path by their words, and ids of the two differ.
    "no-ambiguous-paths": "off",
    // The linter closes every schema before it tries an example, conditions too; ours are closed where a source says so.
    "no-invalid-media-type-examples": { severity: "error", allowAdditionalProperties: true },
  },
});

/** The newest edition of a format has the format's own name. */
const documents = formatIds.flatMap((format) => {
  const earlier = editionsOf(format).slice(0, -1);
  return [`${format}.json`, ...earlier.map(({ id }) => `${format}@${id}.json`)];
});

test("there is a document for every format and every earlier edition of it", () => {
  expect(readdirSync(directory).toSorted()).toEqual(documents.toSorted());
});

test.each(documents)("the linter has nothing to say about %s", async (name) => {
  const file = join(directory, name);
  const problems = await lintFromString({ source: readFileSync(file, "utf8"), absoluteRef: file, config });
  expect(problems.map(({ ruleId, message, location }) => `${ruleId} at ${location[0]?.pointer}: ${message}`)).toEqual(
    [],
  );
});
