import { optionalText } from "../../shapes/read-fields.ts";
import { type JsonObject, present } from "@shotlist/schema";
import type { TaskView } from "../../vendor/vendor.ts";
import type { Vendor } from "../../vendor/vendor.ts";
import { relayModels } from "../../shapes/relay-models.ts";
import { readRelayRequest } from "../../shapes/relay-request.ts";
import { flatVideo, newRelayTaskId, relayEnvelope } from "../../shapes/relay-task.ts";

/** RelayDance: a short flat task, errors with message and type, the final task posted to `metadata.callback_url`. */
export const vendor: Vendor = {
  newTaskId: newRelayTaskId,
  readRequest: (body, facts) => {
    const model = optionalText(body["model"]) ?? "";
    return readRelayRequest(body, facts, {
      // The model's id may name the resolution, and for the 1.5 family it chooses the sound.
      resolution: /-(\d+p)$/.exec(model)?.[1] ?? "720p",
      ratio: "16:9",
      seconds: 5,
      audio: model.endsWith("-with-audio"),
    });
  },
  submitAnswer: ({ id }) => ({ task_id: id, status: "submitted" }),
  taskAnswer,
  errorAnswer: ({ message, type, code }) => ({ error: { message, type: type ?? String(code) } }),
  modelsAnswer: relayModels,
  // The page says that a failed delivery is tried again, not how often: three times is assumed.
  webhook: { body: taskAnswer, retryAfterSeconds: { value: [10, 60, 300], provenance: { grade: "assumed" } } },
  observedVariants: { "task-envelope": relayEnvelope, "flat-video": flatVideo },
};

function taskAnswer(view: TaskView): JsonObject {
  const { id, status, requested, result, failure } = view;
  switch (status) {
    case "queued":
      return { task_id: id, status: "submitted" };
    case "succeeded":
      return {
        task_id: id,
        status,
        ...present({ url: result?.videoUrl }),
        format: "mp4",
        metadata: { ratio: requested.ratio, resolution: requested.resolution },
      };
    case "failed":
      return { task_id: id, status, error: { message: failure?.message ?? "" } };
    // The vocabulary has neither expired nor cancelled: such a task looks running.
    case "running":
    case "expired":
    case "cancelled":
      return { task_id: id, status: "running" };
    default:
      return status satisfies never;
  }
}
