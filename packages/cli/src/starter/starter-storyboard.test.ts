import { compileStoryboard, formatStoryboard, noFiles } from "@shotlist/core";
import { formatEditions, formatIds, formatOf, validateMessage } from "@shotlist/schema";
import { expect, test } from "vitest";
import { starterStoryboard } from "./starter-storyboard.ts";

test.each(formatIds)("a storyboard to begin with has no problems found at %s and is laid out evenly", (format) => {
  const text = starterStoryboard({ name: "launch", format, schema: "./storyboard.schema.json" });
  const { plan, diagnostics } = compileStoryboard({ file: "a.yaml", text }, { files: noFiles, strict: true });
  expect(diagnostics).toEqual([]);
  expect(plan?.takes).toHaveLength(4);
  expect(formatStoryboard({ file: "a.yaml", text }).text).toBe(text);
});

test.each(formatEditions)("every request of a storyboard to begin with is valid without a remark in %s", (edition) => {
  const text = starterStoryboard({
    name: "launch",
    format: formatOf(edition),
    schema: "./storyboard.schema.json",
  });
  const { plan } = compileStoryboard({ file: "a.yaml", text }, { files: noFiles });
  const verdicts = plan?.takes.map(({ request }) => validateMessage(edition, "submit.request", request.body));
  expect(verdicts).toEqual(Array.from({ length: 4 }, () => ({ ok: true, advice: [] })));
});
