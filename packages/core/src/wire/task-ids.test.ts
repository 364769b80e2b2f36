import type { FormatFacts } from "@shotlist/schema";
import { expect, it } from "vitest";
import { clientIdIn, idsNamedIn } from "./task-ids.ts";

const byClientId: Pick<FormatFacts, "lookup"> = {
  lookup: { value: { by: "clientId", field: "order" }, provenance: { grade: "assumed" } },
};

it.each([
  [{ id: "upstream_9", task_id: "task_1" }, ["upstream_9", "task_1"]],
  [{ data: { id: 4711, task_id: "task_1" } }, ["task_1", "4711"]],
  [{ id: "task_1", order: "ours" }, ["task_1", "ours"]],
  [{ status: "running" }, []],
])("finds the ids that %j names", (body, ids) => {
  expect(idsNamedIn(body, byClientId)).toEqual(ids);
});

it.each([{ order: "ours" }, { data: { order: "ours" } }, { metadata: { order: "ours" } }])(
  "finds the client's own id in %j",
  (body) => {
    expect(clientIdIn(body, byClientId)).toBe("ours");
    expect(clientIdIn(body, {})).toBeUndefined();
  },
);
