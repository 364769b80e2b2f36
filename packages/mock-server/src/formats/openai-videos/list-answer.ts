import type { JsonObject } from "@shotlist/schema";
import type { ListAnswer, ListedTask, TaskView } from "../../vendor/vendor.ts";

const largestPage = 100;
const usualPage = 20;

/** Pages by cursor: the videos after one that is named, newest first unless asked otherwise. */
export function listAnswer(
  newestFirst: readonly ListedTask[],
  query: URLSearchParams,
  itemAnswer: (view: TaskView) => JsonObject,
): ListAnswer {
  const limitText = query.get("limit") ?? String(usualPage);
  const limit = /^\d+$/.test(limitText) ? Number(limitText) : -1;
  if (limit < 0 || limit > largestPage) {
    return { invalidField: "limit", message: `limit must be a whole number from 0 to ${largestPage}` };
  }
  const order = query.get("order") ?? "desc";
  if (order !== "asc" && order !== "desc") return { invalidField: "order", message: "order must be asc or desc" };
  const ordered = order === "desc" ? newestFirst : newestFirst.toReversed();
  const after = query.get("after");
  const start = after === null ? 0 : ordered.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0) return { invalidField: "after", message: `Unknown video ${after}` };
  const page = ordered.slice(start, start + limit);
  return {
    body: {
      object: "list",
      data: page.map(({ view }) => itemAnswer(view())),
      first_id: page[0]?.id ?? null,
      last_id: page.at(-1)?.id ?? null,
      has_more: start + limit < ordered.length,
    },
  };
}
