import type { FormatContract } from "../../../contract/contract.ts";
import { contentTaskPlaces } from "../../../contract/content-task-places.ts";
import type { Provenance } from "../../../facts/provenance.ts";

const list: Provenance = { grade: "documented", source: "Ark: list tasks" };

/** Ark: the task object that relays forward, and a list with filters. */
export const contract: FormatContract = {
  places: { ...contentTaskPlaces, listedTasks: ["/items"] },
  cases: [
    {
      id: "list-page-of-one",
      title: "lists tasks a page at a time",
      operation: "list",
      provenance: list,
      request: { query: "page_num=1&page_size=1" },
      expects: { kind: "accepted" },
    },
    {
      id: "list-by-status",
      title: "lists tasks of one status",
      operation: "list",
      provenance: list,
      request: { query: "filter.status=succeeded" },
      expects: { kind: "accepted" },
    },
    {
      id: "list-page-too-large",
      title: "refuses a page of more than 500 tasks",
      operation: "list",
      provenance: list,
      request: { query: "page_size=501" },
      expects: { kind: "refused", occasion: "invalid_request" },
    },
    {
      id: "list-page-zero",
      title: "counts pages from 1",
      operation: "list",
      provenance: list,
      request: { query: "page_num=0" },
      expects: { kind: "refused", occasion: "invalid_request" },
    },
  ],
};
