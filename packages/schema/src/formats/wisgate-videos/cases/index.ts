import type { FormatContract } from "../../../contract/contract.ts";

/** WisGate's compatible path: the link is in `meta_data`, with an underscore. */
export const contract: FormatContract = {
  places: {
    model: ["/model"],
    prompt: ["/prompt"],
    submittedTaskId: ["/id"],
    taskId: ["/id"],
    status: ["/status"],
    progress: ["/progress"],
    videoUrl: ["/meta_data/url"],
    createdAt: ["/created_at"],
    failureMessage: ["/error/message"],
    errorCode: ["/error/code"],
    errorMessage: ["/error/message"],
  },
  cases: [],
};
