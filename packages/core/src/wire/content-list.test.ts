import { expect, it } from "vitest";
import { codecFor } from "../formats/codec-for.ts";

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

it("asks for the flex tier where the task is of it, which a list without a filter leaves out", () => {
  expect(ark.encodeList?.(1)?.path).not.toContain("service_tier");
  expect(ark.encodeList?.(2, "default")?.path).not.toContain("service_tier");
  expect(ark.encodeList?.(2, "flex")?.path).toMatch(/\?page_num=2&page_size=500&filter\.service_tier=flex$/);
});

it("reads numbers and texts alike, and the marks that can distinguish tasks", () => {
  const item = { id: "cgt-1", duration: "5", seed: "7", execution_expires_after: 3600, safety_identifier: "user-1" };
  expect(ark.decodeList?.({ items: [item] })).toEqual({
    tasks: [
      {
        taskId: "cgt-1",
        durationSeconds: 5,
        seed: 7,
        expiresAfterSeconds: 3600,
        extra: { safety_identifier: "user-1" },
      },
    ],
  });
});

it.each([undefined, null, "<html>", [], {}, { items: {} }])("takes %j for no list", (body) => {
  expect(ark.decodeList?.(body)).toBeUndefined();
});

it("is not offered by a format without one", () => {
  expect(codecFor("toapis").encodeList).toBeUndefined();
});

it("asks for the tasks of one tier by their ids", () => {
  const query = "page_num=1&page_size=500&filter.task_ids=cgt-1&filter.task_ids=cgt-2";
  const path = "/api/v3/contents/generations/tasks";
  expect(ark.encodeListOf?.(["cgt-1", "cgt-2"])).toEqual({ method: "GET", path: `${path}?${query}` });
  expect(ark.encodeListOf?.(["cgt-1"], "flex")?.path).toMatch(/&filter\.task_ids=cgt-1&filter\.service_tier=flex$/);
});

it("reads the tasks that were asked for as polls of them, and neither strangers nor what is listed twice", () => {
  const [mine, other, twice] = ["cgt-1", "cgt-2", "cgt-3"].map((id) => ({ id, status: "running" }));
  const items = [mine, other, twice, { ...twice, status: "succeeded" }, null, { status: "running" }];
  expect(ark.decodeListed?.({ items, total: 4 }, ["cgt-1", "cgt-3", "cgt-4"])).toEqual(
    new Map([["cgt-1", ark.decodeTask(mine, "cgt-1")]]),
  );
  expect(ark.decodeListed?.({ tasks: items }, ["cgt-1"])).toBeUndefined();
});
