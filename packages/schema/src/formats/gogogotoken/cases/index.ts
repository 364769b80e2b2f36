import type { FormatContract } from "../../../contract/contract.ts";

const relay = { grade: "public", source: "new-api: task envelopes" } as const;

/** GogogoToken: the relay's task envelope first, then the two flat shapes. */
export const contract: FormatContract = {
  places: {
    model: ["/model"],
    prompt: ["/prompt"],
    submittedTaskId: ["/task_id", "/id"],
    taskId: ["/data/task_id", "/task_id", "/id"],
    status: ["/data/status", "/status"],
    progress: ["/data/progress", "/progress"],
    videoUrl: ["/data/result_url", "/data/data/content/video_url", "/metadata/url", "/output/video_url"],
    lastFrameUrl: ["/data/data/content/last_frame_url"],
    createdAt: ["/data/created_at", "/created_at"],
    updatedAt: ["/data/updated_at"],
    completionTokens: ["/data/data/usage/completion_tokens", "/usage/completion_tokens"],
    failureMessage: ["/data/fail_reason", "/error/message"],
    errorCode: ["/error/code", "/code"],
    errorMessage: ["/error/message", "/message"],
    listedModels: ["/data"],
  },
  cases: [
    {
      id: "seconds-as-number",
      title: "refuses a length that is a number: the relay decodes a text",
      operation: "submit",
      provenance: relay,
      level: "advice",
      request: { body: { model: "doubao-seedance-2-0-fast", prompt: "A kitten", seconds: 5 } },
      expects: { kind: "refused", occasion: "invalid_request" },
    },
  ],
};
