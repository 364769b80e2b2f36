import { expect, test } from "vitest";
import { echoedFields } from "./echoed-fields.ts";

const content = [{ type: "text", text: "a cat" }];

test.each([
  [{ content, duration: 5 }, { duration: 6 }, "echo: duration"],
  [{ content, ratio: "16:9" }, { ratio: "9:16" }, "echo: ratio"],
  [{ content, resolution: "720p" }, { resolution: "480p" }, "echo: resolution"],
])("asked for %j, answered %j: %s", (asked, answer, rule) => {
  expect(echoedFields("wisgate", asked, answer)).toEqual([expect.objectContaining({ rule, level: "advice" })]);
});

test.each([
  [{ duration: 5 }, { duration: "5" }],
  [{ resolution: "720P" }, { resolution: "720p" }],
  [{ ratio: "adaptive" }, { ratio: "16:9" }],
  [{ seed: -1 }, { seed: 81_421 }],
  [{ model: "doubao-seedance-2.0" }, { model: "doubao-seedance-2-0-260128" }],
  [{ duration: 5 }, { status: "running" }],
  [undefined, { duration: 5 }],
])("asked for %j, answered %j: nothing to remark", (asked, answer) => {
  expect(echoedFields("wisgate", asked, answer)).toEqual([]);
});
