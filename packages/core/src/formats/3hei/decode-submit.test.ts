import { expect, it } from "vitest";
import { decodeSubmit } from "./decode-submit.ts";

it("finds the task id", () => {
  expect(decodeSubmit({ id: "cgt-20250615xxxxxxxx" })).toEqual({ taskId: "cgt-20250615xxxxxxxx", warnings: [] });
});

it("says what is missing", () => {
  expect(decodeSubmit({})).toEqual({ missing: "The answer has no id or task_id." });
});
