import type { JsonObject } from "@shotlist/schema";
import { lowerAlphanumerics } from "../../random/seeded-random.ts";
import { unixSeconds } from "../../shapes/unix-seconds.ts";
import type { ContentFile, TaskView, Vendor } from "../../vendor/vendor.ts";
import { webhook } from "./webhook.ts";
import { listAnswer } from "./list-answer.ts";
import { derive } from "./derive.ts";
import { readRequest } from "./read-request.ts";

/** OpenAI's Videos API: JSON or a form in, a video object without any link out, the clip from the content path. */
export const vendor: Vendor = {
  newTaskId: (random) => `video_${random.text(32, lowerAlphanumerics)}`,
  readRequest,
  derive,
  submitAnswer: taskAnswer,
  taskAnswer,
  listAnswer: (tasks, query) => listAnswer(tasks, query, taskAnswer),
  cancelAnswer: (id) => ({ id, object: "video.deleted", deleted: true }),
  contentFile,
  webhook,
  errorAnswer: ({ message, type, field, code }) => ({
    error: { message, type: type ?? "invalid_request_error", param: field ?? null, code: String(code) },
  }),
  claims: (body) => (typeof body["prompt"] === "string" ? "possible" : undefined),
};

function taskAnswer(view: TaskView): JsonObject {
  const { status, result, failure } = view;
  switch (status) {
    case "queued":
      return video(view, { status: "queued", progress: 0 });
    case "succeeded":
      return video(view, {
        status: "completed",
        progress: 100,
        completed_at: unixSeconds(view.updatedAtMs),
        expires_at: unixSeconds(result?.linksExpireAtMs ?? view.updatedAtMs),
      });
    case "failed":
      return video(view, {
        status: "failed",
        progress: view.progressPercent,
        error: { code: failure?.code ?? "server_error", message: failure?.message ?? "" },
      });
    // The four documented words have neither expired nor cancelled: such a video looks unfinished.
    case "running":
    case "expired":
    case "cancelled":
      return video(view, { status: "in_progress", progress: view.progressPercent });
    default:
      return status satisfies never;
  }
}

function video({ id, requested, createdAtMs }: TaskView, state: JsonObject): JsonObject {
  const { model, prompt, seconds, width, height } = requested;
  return {
    id,
    object: "video",
    model,
    created_at: unixSeconds(createdAtMs),
    completed_at: null,
    expires_at: null,
    prompt,
    size: `${width}x${height}`,
    seconds: String(seconds),
    remixed_from_video_id: null,
    error: null,
    ...requested.echo,
    ...state,
  };
}

const contentFiles: Readonly<Record<string, ContentFile>> = {
  video: "clip",
  thumbnail: "thumbnail",
  spritesheet: "spriteSheet",
};

function contentFile(query: URLSearchParams): ContentFile | { readonly invalidField: string } {
  return contentFiles[query.get("variant") ?? "video"] ?? { invalidField: "variant" };
}
