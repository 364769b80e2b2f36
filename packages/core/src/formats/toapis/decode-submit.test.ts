import { expect, it } from "vitest";
import { decodeSubmit } from "./decode-submit.ts";

it("finds the task id in the queued task", () => {
  const body = { id: "task_vid_1", object: "generation.task", status: "queued", progress: 0, metadata: {} };
  expect(decodeSubmit(body)).toEqual({ taskId: "task_vid_1", warnings: [] });
});

it("says what is missing", () => {
  expect(decodeSubmit({ object: "generation.task" })).toEqual({ missing: "The answer has no id or task_id." });
});
