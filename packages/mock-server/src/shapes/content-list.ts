import type { JsonObject } from "@shotlist/schema";
import type { ListAnswer, ListedTask, TaskView } from "../vendor/vendor.ts";
import { contentTaskAnswer } from "./content-task.ts";

const largestPage = 500;
const defaultPageSize = 10;

/** The upstream's list: pages by number, filters by status, ids, model and service tier. Items look as in a poll. */
export function contentList(
  tasks: readonly ListedTask[],
  query: URLSearchParams,
  {
    itemAnswer = contentTaskAnswer,
    defaultTier,
  }: {
    readonly itemAnswer?: (view: TaskView) => JsonObject;
    /** The tier whose tasks are listed where none is asked for; by default those of every tier. */
    readonly defaultTier?: string;
  } = {},
): ListAnswer {
  const page = readPageNumber(query, "page_num", 1);
  const size = readPageNumber(query, "page_size", defaultPageSize);
  if (page === undefined) return badPage("page_num");
  if (size === undefined) return badPage("page_size");
  const ids = new Set(query.getAll("filter.task_ids").flatMap((value) => value.split(",")));
  const equals = (name: string, value: unknown): boolean => [null, value].includes(query.get(name));
  const tier = query.get("filter.service_tier") ?? defaultTier;
  const isOfTier = (value: unknown): boolean => tier === undefined || tier === value;
  const found = tasks.filter(
    ({ id, status, requested }) =>
      (ids.size === 0 || ids.has(id)) &&
      equals("filter.status", status) &&
      equals("filter.model", requested.model) &&
      isOfTier(requested.echo["service_tier"]),
  );
  const items = found.slice((page - 1) * size, page * size).map(({ view }) => itemAnswer(view()));
  return { body: { items, total: found.length } };
}

function readPageNumber(query: URLSearchParams, name: string, whenAbsent: number): number | undefined {
  const text = query.get(name);
  if (text === null) return whenAbsent;
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= largestPage ? number : undefined;
}

function badPage(name: string): ListAnswer {
  return { invalidField: name, message: `${name} must be a whole number from 1 to ${largestPage}` };
}
