import { expect, it } from "vitest";
import { decodeSubmit } from "./decode-submit.ts";

it.each([
  { task_id: "task_abc123", status: "submitted" },
  { id: "task_abc123", object: "video", status: "queued" },
])("finds the task id in %j", (body) => {
  expect(decodeSubmit(body)).toEqual({ taskId: "task_abc123", warnings: [] });
});

it("says what is missing", () => {
  expect(decodeSubmit({ status: "submitted" })).toEqual({
    missing: "The answer has no task_id or id or data.task_id.",
  });
});
