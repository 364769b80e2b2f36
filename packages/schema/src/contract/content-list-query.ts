import type { QueryField } from "../facts/facts.ts";

/** Query of a list with numbered pages and filters, as formats have it that hand on the upstream's own list. */
export const contentListQuery: readonly QueryField[] = [
  { name: "page_num", description: "Number of the page, from 1", integer: { min: 1, max: 500 } },
  { name: "page_size", description: "How many tasks a page holds", integer: { min: 1, max: 500 } },
  {
    name: "filter.status",
    description: "Only tasks in this status",
    words: ["queued", "running", "cancelled", "succeeded", "failed", "expired"],
  },
  { name: "filter.task_ids", description: "Only tasks with these ids" },
  { name: "filter.model", description: "Only tasks of this model or endpoint" },
  { name: "filter.service_tier", description: "Only tasks of this service tier" },
];
