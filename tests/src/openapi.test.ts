import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { formatIds } from "@shotlist/schema";
import { expect, test } from "vitest";
import { root } from "./sources.ts";

const directory = join(root, "packages/schema/openapi");

/** The linter's recommended rules, warnings included. */
const config = await createConfig({
  extends: ["recommended"],
  rules: {
    // Conditions (`if`, `not`) name properties of the schema around them; the linter looks for them inside.
    "no-required-schema-properties-undefined": "off",
    // The linter closes every schema before it tries an example, conditions too; ours are closed where a source says so.
    "no-invalid-media-type-examples": { severity: "error", allowAdditionalProperties: true },
  },
});

test("there is a document for every format", () => {
  expect(readdirSync(directory).toSorted()).toEqual(formatIds.map((format) => `${format}.json`).toSorted());
});

test.each(formatIds)("the linter has nothing to say about the document of %s", async (format) => {
  const file = join(directory, `${format}.json`);
  const problems = await lintFromString({ source: readFileSync(file, "utf8"), absoluteRef: file, config });
  expect(problems.map(({ ruleId, message, location }) => `${ruleId} at ${location[0]?.pointer}: ${message}`)).toEqual(
    [],
  );
});
