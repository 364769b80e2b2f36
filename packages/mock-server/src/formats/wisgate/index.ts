import { contentWebhook } from "../../shapes/content-webhook.ts";
import { contentTaskAnswer, newContentTaskId } from "../../shapes/content-task.ts";
import { contentList } from "../../shapes/content-list.ts";
import { withDraft } from "../../shapes/draft-task.ts";
import { readContentRequest } from "../../shapes/content-request.ts";
import type { Vendor } from "../../vendor/vendor.ts";

/** WisGate's native endpoint: the upstream task object, errors in the nested envelope with `param`. */
export const vendor: Vendor = {
  newTaskId: newContentTaskId,
  readRequest: (body, facts, earlier) =>
    readContentRequest(withDraft(body, earlier), facts, {
      resolution: "720p",
      ratio: "16:9",
      seconds: 5,
      audio: false,
    }),
  submitAnswer: ({ id }) => ({ id }),
  taskAnswer: contentTaskAnswer,
  listAnswer: (tasks, query) => contentList(tasks, query),
  webhook: contentWebhook,
  errorAnswer: ({ message, type, field, code }) => ({
    error: { message, type: type ?? null, param: field ?? null, code },
  }),
};
