import { type JsonObject, present } from "@shotlist/schema";
import type { TaskView } from "../vendor/vendor.ts";
import { alphanumerics } from "../random/seeded-random.ts";
import type { SeededRandom } from "../random/seeded-random.ts";
import { contentTaskAnswer, contentTaskIdStart } from "./content-task.ts";
import { unixSeconds } from "./unix-seconds.ts";

// The open relay that several vendors run describes one task in several shapes; each function here gives one of them.

/** An id such as `task_` and 32 alphanumerics. */
export function newRelayTaskId(random: SeededRandom): string {
  return `task_${random.text(32, alphanumerics)}`;
}

/** The relay's own envelope, with the upstream's answer inside. Expired and cancelled tasks look running forever. */
export function relayEnvelope(view: TaskView): JsonObject {
  const finished = view.finishedAtMs === undefined ? 0 : unixSeconds(view.finishedAtMs);
  const { word, progress } = envelopeStatus(view);
  return {
    code: "success",
    message: "",
    data: {
      // A row number of the relay's database, not the task's id.
      id: view.number,
      created_at: unixSeconds(view.createdAtMs),
      updated_at: unixSeconds(view.updatedAtMs),
      task_id: view.id,
      action: "generate",
      status: word,
      fail_reason: view.failure?.message ?? "",
      ...present({ result_url: view.result?.videoUrl }),
      submit_time: unixSeconds(view.createdAtMs),
      start_time: view.startedAtMs === undefined ? 0 : unixSeconds(view.startedAtMs),
      finish_time: finished,
      progress,
      properties: { input: view.requested.prompt, origin_model_name: view.requested.model },
      data: view.status === "queued" ? null : contentTaskAnswer({ ...view, id: upstreamId(view) }),
    },
  };
}

/** The flat video object of the relay's compatible path. */
export function flatVideo(view: TaskView): JsonObject {
  const { status, result, failure } = view;
  return {
    id: view.id,
    task_id: view.id,
    object: "video",
    model: view.requested.model,
    status: flatStatus(view),
    progress: status === "queued" ? 10 : status === "running" ? 50 : 100,
    created_at: unixSeconds(view.createdAtMs),
    // The relay copies the last update here, so it is present while the task still runs.
    completed_at: unixSeconds(view.updatedAtMs),
    ...(failure === undefined ? {} : { error: { message: failure.message, code: failure.code } }),
    metadata: { url: result?.videoUrl ?? "" },
  };
}

/** The shape of an earlier revision, with the link and the usage in the open. */
export function olderFlatVideo(view: TaskView): JsonObject {
  const { result, failure } = view;
  return {
    id: view.id,
    object: "video",
    model: view.requested.model,
    status: flatStatus(view),
    progress: view.progressPercent,
    ...(failure === undefined ? {} : { error: { message: failure.message, code: failure.code } }),
    ...(result === undefined
      ? {}
      : {
          output: present({ video_url: result.videoUrl }),
          usage: { total_tokens: result.completionTokens, completion_tokens: result.completionTokens },
        }),
  };
}

function envelopeStatus({ status }: TaskView): { readonly word: string; readonly progress: string } {
  switch (status) {
    case "queued":
      return { word: "QUEUED", progress: "10%" };
    case "running":
      return { word: "IN_PROGRESS", progress: "50%" };
    case "succeeded":
      return { word: "SUCCESS", progress: "100%" };
    case "failed":
      return { word: "FAILURE", progress: "100%" };
    case "expired":
    case "cancelled":
      return { word: "IN_PROGRESS", progress: "30%" };
    default:
      return status satisfies never;
  }
}

function flatStatus({ status }: TaskView): string {
  switch (status) {
    case "queued":
      return "queued";
    case "succeeded":
      return "completed";
    case "failed":
      return "failed";
    case "running":
    case "expired":
    case "cancelled":
      return "in_progress";
    default:
      return status satisfies never;
  }
}

/** The upstream's id of the same task, which only shows inside the relay's answer. */
function upstreamId({ id, createdAtMs }: TaskView): string {
  return contentTaskIdStart(createdAtMs) + id.slice(-5).toLowerCase();
}
