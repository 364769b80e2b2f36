import { expect, it } from "vitest";
import { codecFor } from "./codec-for.ts";

const ark = codecFor("ark");

it("asks for a page of the largest size", () => {
  expect(ark.encodeList?.(2)).toEqual({
    method: "GET",
    path: "/api/v3/contents/generations/tasks?page_num=2&page_size=500",
  });
});

it("reads what a list repeats of each task's request, and leaves out what has no id", () => {
  const item = { id: "cgt-1", status: "running", created_at: 1_778_757_081, model: "m", seed: 7, ratio: "16:9" };
  expect(
    ark.decodeList?.({ items: [item, { id: "cgt-2", duration: 5, resolution: "720p" }, {}, null], total: 9 }),
  ).toEqual({
    total: 9,
    tasks: [
      { taskId: "cgt-1", createdAt: 1_778_757_081, model: "m", seed: 7, ratio: "16:9" },
      { taskId: "cgt-2", durationSeconds: 5, resolution: "720p" },
    ],
  });
});

it.each([undefined, null, "<html>", [], {}, { items: {} }])("takes %j for no list", (body) => {
  expect(ark.decodeList?.(body)).toBeUndefined();
});

it("is not offered by a format without one", () => {
  expect(codecFor("toapis").encodeList).toBeUndefined();
});
