import type { FormatContract } from "../../../contract/contract.ts";
import { contentTaskPlaces } from "../../../contract/content-task-places.ts";

/** WisGate native: the upstream's task object and its list. */
export const contract: FormatContract = {
  places: { ...contentTaskPlaces, listedTasks: ["/items"] },
  cases: [
    {
      id: "list-page-of-one",
      title: "lists tasks a page at a time",
      operation: "list",
      provenance: { grade: "public", source: "Ark: list tasks" },
      request: { query: "page_num=1&page_size=1" },
      expects: { kind: "accepted" },
    },
    {
      id: "list-page-too-large",
      title: "refuses a page of more than 500 tasks",
      operation: "list",
      provenance: { grade: "public", source: "Ark: list tasks" },
      request: { query: "page_size=501" },
      expects: { kind: "refused", occasion: "invalid_request" },
    },
  ],
};
