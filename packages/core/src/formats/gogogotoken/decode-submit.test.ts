import { expect, it } from "vitest";
import { decodeSubmit } from "./decode-submit.ts";

it.each([
  { id: "task_1", task_id: "task_1", status: "queued", model: "doubao-seedance-2-0-fast" },
  { task_id: "task_1" },
  { id: "task_1" },
  { code: "success", message: "", data: { id: 4711, task_id: "task_1" } },
])("finds the task id in %j", (body) => {
  expect(decodeSubmit(body)).toEqual({ taskId: "task_1", warnings: [] });
});

it("prefers the task id to an id that differs, and says so", () => {
  expect(decodeSubmit({ id: "video_2", task_id: "task_1" })).toEqual({
    taskId: "task_1",
    warnings: ["The vendor's answer has two different task ids."],
  });
});

it("finds none in an error that came with 200", () => {
  expect(decodeSubmit({ code: "invalid_request", message: "prompt is required", data: null })).toEqual({
    missing: "The answer has no task_id or id or data.task_id; it says: prompt is required",
  });
});
