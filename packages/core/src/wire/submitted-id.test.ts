import { describe, expect, it } from "vitest";
import { readSubmittedId } from "./submitted-id.ts";

describe("the id of an accepted submit", () => {
  it.each([
    [{ id: "task_1" }],
    [{ id: " task_1 " }],
    [{ task_id: "task_1" }],
    [{ data: { task_id: "task_1", id: 7 } }],
    [{ data: { id: "task_1" } }],
    [{ data: [{ task_id: "task_1" }] }],
    [{ data: [{ id: "task_1" }] }],
  ])("is found in %j", (body) => {
    expect(readSubmittedId(body, ["id"])).toEqual({ taskId: "task_1", warnings: [] });
  });

  it.each([[{ id: 4711 }], [{ data: { task_id: 4711 } }], [{ data: [{ id: 4711 }] }]])(
    "may be a number: %j",
    (body) => {
      expect(readSubmittedId(body, ["id"])).toEqual({ taskId: "4711", warnings: [] });
    },
  );

  it.each([[{ data: [{ id: "task_1" }, { id: "task_2" }] }], [{ data: "ok" }], [{ id: { value: "task_1" } }], [null]])(
    "is not guessed in %j",
    (body) => {
      expect(readSubmittedId(body, ["id"])).toEqual({ missing: "The answer has no id." });
    },
  );
});
