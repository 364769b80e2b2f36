import type { FormatContract } from "../../../contract/contract.ts";
import type { Provenance } from "../../../provenance.ts";

const documented: Provenance = { grade: "documented", source: "OpenAI: Videos" };

/** OpenAI's Videos API: no place in an answer holds a link, the clip comes from the content path. */
export const contract: FormatContract = {
  places: {
    model: ["/model"],
    prompt: ["/prompt"],
    submittedTaskId: ["/id"],
    taskId: ["/id"],
    status: ["/status"],
    progress: ["/progress"],
    videoUrl: [],
    createdAt: ["/created_at"],
    failureMessage: ["/error/message"],
    errorCode: ["/error/code"],
    errorMessage: ["/error/message"],
    listedTasks: ["/data"],
  },
  cases: [
    {
      id: "list-page-of-one",
      title: "lists videos a page at a time",
      operation: "list",
      provenance: documented,
      request: { query: "limit=1&order=asc" },
      expects: { kind: "accepted" },
    },
    {
      id: "list-limit-too-large",
      title: "refuses a page of more than 100 videos",
      operation: "list",
      provenance: documented,
      request: { query: "limit=101" },
      expects: { kind: "refused", occasion: "invalid_request" },
    },
    {
      id: "list-order-unknown",
      title: "refuses an order other than asc and desc",
      operation: "list",
      provenance: documented,
      request: { query: "order=newest" },
      expects: { kind: "refused", occasion: "invalid_request" },
    },
  ],
};
