import type { FormatContract } from "../../../contract/contract.ts";

/** RelayDance: a short flat task as documented, then the envelopes in which real answers were seen. */
export const contract: FormatContract = {
  places: {
    model: ["/model"],
    prompt: ["/prompt"],
    callbackUrl: ["/metadata/callback_url"],
    submittedTaskId: ["/task_id", "/id"],
    taskId: ["/data/task_id", "/task_id", "/id"],
    status: ["/data/status", "/status"],
    progress: ["/data/progress", "/progress"],
    videoUrl: ["/url", "/metadata/url", "/data/result_url", "/data/data/content/video_url"],
    failureMessage: ["/error/message", "/data/fail_reason"],
    errorMessage: ["/error/message"],
    webhookTaskId: ["/task_id", "/data/task_id", "/id"],
    webhookStatus: ["/status", "/data/status"],
    webhookVideoUrl: ["/url"],
    listedModels: ["/data"],
  },
  cases: [],
};
