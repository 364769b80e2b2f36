import type { ListedTask, TaskPage } from "./codec.ts";
import { amountOf, countOf, idOf, textOf, timeOf, valueAt, wholeOf } from "./read-json.ts";
import type { ListParts } from "./define-codec.ts";
import { present } from "@shotlist/schema";

/** The largest page that the upstream returns. */
const pageSize = 500;

/** The upstream's list of tasks: numbered pages, items as in a poll. */
export const contentList: ListParts = {
  queryOf: (page, serviceTier) => ({
    page_num: String(page),
    page_size: String(pageSize),
    ...Object.fromEntries(tierFilter(serviceTier)),
  }),
  decode(body): TaskPage | undefined {
    const items = valueAt(body, "items");
    if (!Array.isArray(items)) return undefined;
    return { tasks: items.flatMap(readItem), ...present({ total: countOf(valueAt(body, "total")) }) };
  },
  queryOfTasks: (taskIds, serviceTier) => [
    ["page_num", "1"],
    ["page_size", String(pageSize)],
    ...taskIds.map((taskId) => ["filter.task_ids", taskId] as const),
    ...tierFilter(serviceTier),
  ],
  itemsOf(body) {
    const items: unknown = valueAt(body, "items");
    if (!Array.isArray(items)) return undefined;
    return items.flatMap((item: unknown) => {
      const taskId = idOf(valueAt(item, "id"));
      return taskId === undefined ? [] : [{ taskId, item }];
    });
  },
};

/** A list without a filter leaves the tasks of the flex tier out. */
function tierFilter(serviceTier: string | undefined): readonly (readonly [name: string, value: string])[] {
  return serviceTier === "flex" ? [["filter.service_tier", serviceTier]] : [];
}

function readItem(item: unknown): readonly ListedTask[] {
  const taskId = idOf(valueAt(item, "id"));
  if (taskId === undefined) return [];
  const found = present({
    createdAt: timeOf(valueAt(item, "created_at")),
    model: textOf(valueAt(item, "model")),
    seed: wholeOf(valueAt(item, "seed")),
    ratio: textOf(valueAt(item, "ratio")),
    resolution: textOf(valueAt(item, "resolution")),
    durationSeconds: amountOf(valueAt(item, "duration")),
    expiresAfterSeconds: amountOf(valueAt(item, "execution_expires_after")),
    extra: extraOf(item),
  });
  return [{ taskId, ...found }];
}

/** What a list repeats of the fields that only an author's `extra` can have set. */
function extraOf(item: unknown): ListedTask["extra"] {
  const safety = textOf(valueAt(item, "safety_identifier"));
  return safety === undefined ? undefined : { safety_identifier: safety };
}
