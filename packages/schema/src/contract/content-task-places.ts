import type { AnswerPlaces } from "./contract.ts";

/** Where things are in formats that forward the upstream's own task object. */
export const contentTaskPlaces: AnswerPlaces = {
  model: ["/model"],
  prompt: ["/content/0/text"],
  callbackUrl: ["/callback_url"],
  earlierTaskIds: ["/content/*/draft_task/id"],
  submittedTaskId: ["/id"],
  taskId: ["/id"],
  status: ["/status"],
  videoUrl: ["/content/video_url"],
  lastFrameUrl: ["/content/last_frame_url"],
  createdAt: ["/created_at"],
  updatedAt: ["/updated_at"],
  completionTokens: ["/usage/completion_tokens"],
  failureMessage: ["/error/message"],
  errorCode: ["/error/code"],
  errorMessage: ["/error/message"],
  webhookTaskId: ["/id"],
  webhookStatus: ["/status"],
  webhookVideoUrl: ["/content/video_url"],
};
