import { jsonAnswer } from "../http/message.ts";
import { toHar, toJsonLines } from "../journal/export-journal.ts";
import type { JournalEntry } from "../journal/journal.ts";
import type { MockAnswer } from "../http/message.ts";
import { controlError } from "./call.ts";
import type { Call } from "./call.ts";

/** Keys of a query that a request has to match. */
const filters = [
  "format",
  "operation",
  "taskId",
  "verdict",
  "fault",
] as const satisfies readonly (keyof JournalEntry)[];
const paging = ["after", "limit"] as const;

/** `GET /__mock/requests`, page by page where asked, or the same as a file: `/har` and `/jsonl` below it. */
export const requestsAnswer: Call = ({ journal }, { argument, query, origin }) => {
  switch (argument) {
    case "":
      return page(journal.total, journal.entries(), query);
    case "har":
      return jsonAnswer(200, toHar(journal.exchanges(), origin));
    case "jsonl":
      return {
        status: 200,
        headers: { "content-type": "application/jsonl; charset=utf-8" },
        body: toJsonLines(journal.exchanges()),
      };
    default:
      return controlError(
        404,
        "unknown_call",
        "The journal is at /__mock/requests, /__mock/requests/har and /__mock/requests/jsonl",
      );
  }
};

/** The requests behind number `after`, at most `limit` of them; `next` is the `after` of the next page, null at the end. */
function page(total: number, entries: readonly JournalEntry[], query: URLSearchParams): MockAnswer {
  const known: readonly string[] = [...paging, ...filters];
  const unknown = [...query.keys()].find((key) => !known.includes(key));
  if (unknown !== undefined) {
    return controlError(400, "invalid_call", `The journal has no filter ${unknown}; it has ${known.join(", ")}`);
  }
  const after = wholeNumber(query.get("after"), 0);
  const limit = wholeNumber(query.get("limit"), entries.length);
  if (after === undefined || limit === undefined) {
    return controlError(400, "invalid_call", "after and limit must be whole numbers");
  }
  const matching = entries.filter(
    (entry) => entry.number > after && filters.every((key) => (query.get(key) ?? entry[key]) === entry[key]),
  );
  const requests = matching.slice(0, limit);
  const next = matching.length > requests.length ? (requests.at(-1)?.number ?? after) : null;
  return jsonAnswer(200, { total, requests, next });
}

function wholeNumber(text: string | null, otherwise: number): number | undefined {
  if (text === null) return otherwise;
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
