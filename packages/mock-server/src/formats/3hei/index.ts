import { readContentRequest } from "../../shapes/content-request.ts";
import { contentTaskAnswer, newContentTaskId } from "../../shapes/content-task.ts";
import type { Vendor } from "../../vendor/vendor.ts";

/** 3hei: typed content on a path that elsewhere takes a prompt; answers and errors are the upstream's, as assumed. */
export const vendor: Vendor = {
  newTaskId: newContentTaskId,
  readRequest: (body, facts) =>
    readContentRequest(body, facts, { resolution: "720p", ratio: "16:9", seconds: 5, audio: true }),
  submitAnswer: ({ id }) => ({ id }),
  taskAnswer: contentTaskAnswer,
  errorAnswer: ({ code, message, field, type }) => ({
    error: { code, message, param: field ?? null, type: type ?? null },
  }),
  claims: (body) => (Array.isArray(body["content"]) ? "own" : undefined),
};
