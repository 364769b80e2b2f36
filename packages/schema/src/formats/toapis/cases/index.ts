import type { FormatContract } from "../../../contract/contract.ts";

/** ToAPIs: the `generation.task` object; call backs speak in their own words. */
export const contract: FormatContract = {
  places: {
    model: ["/model"],
    prompt: ["/prompt"],
    callbackUrl: ["/callback_url"],
    clientId: ["/client_business_id"],
    submittedTaskId: ["/id"],
    taskId: ["/id"],
    status: ["/status"],
    progress: ["/progress"],
    videoUrl: ["/result/data/0/url", "/url"],
    lastFrameUrl: ["/result/data/0/last_frame_url"],
    createdAt: ["/created_at"],
    failureMessage: ["/error/message"],
    errorCode: ["/error/code"],
    errorMessage: ["/error/message"],
    webhookTaskId: ["/data/task_id"],
    webhookStatus: ["/data/status"],
    webhookVideoUrl: ["/data/result/data/0/url"],
    listedModels: ["/data"],
  },
  cases: [],
};
