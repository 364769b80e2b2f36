import { type FormatFacts, isJsonObject, type JsonObject, present } from "@shotlist/schema";
import { lowerAlphanumerics } from "../../random/seeded-random.ts";
import { optionalBoolean, optionalNumber, optionalText } from "../../shapes/read-fields.ts";
import { relayModels } from "../../shapes/relay-models.ts";
import { unixSeconds } from "../../shapes/unix-seconds.ts";
import { sizeOfRatio } from "../../tasks/pixel-size.ts";
import type { RequestedClip } from "../../vendor/requested-clip.ts";
import type { TaskView, Vendor } from "../../vendor/vendor.ts";
import { webhook } from "./webhook.ts";

/** ToAPIs: a `generation.task` object with whole-number progress, looked up by id or by the client's own id. */
export const vendor: Vendor = {
  newTaskId: (random) => `task_vid_${random.text(12, lowerAlphanumerics)}`,
  readRequest,
  submitAnswer: (view) => ({ ...head(view, "queued"), progress: 0, ...times(view), metadata: {} }),
  taskAnswer,
  errorAnswer: ({ code, message, type }) => ({ error: { code, message, type: type ?? "invalid_request_error" } }),
  modelsAnswer: relayModels,
  webhook,
};

const mediaFields = ["image_urls", "image_with_roles", "video_with_roles", "audio_with_roles"] as const;

function readRequest(body: JsonObject, facts: FormatFacts): RequestedClip {
  const metadata = isJsonObject(body["metadata"]) ? body["metadata"] : {};
  const resolution = optionalText(body["resolution"]) ?? optionalText(metadata["resolution"]) ?? "720p";
  const asked = optionalText(body["aspect_ratio"]) ?? "16:9";
  const ratio = asked === "adaptive" ? "16:9" : asked;
  const isOlder = (optionalText(body["model"]) ?? "").startsWith("doubao-seedance-1-5");
  const seed = optionalNumber(body["seed"]) ?? optionalNumber(metadata["seed"]);
  const duration = optionalNumber(body["duration"]) ?? 5;
  const clientId = optionalText(body["client_business_id"]) ?? optionalText(metadata["client_business_id"]);
  const callbackUrl = optionalText(body["callback_url"]);
  return {
    model: optionalText(body["model"]) ?? "",
    prompt: optionalText(body["prompt"]) ?? "",
    seconds: duration > 0 ? duration : 5,
    ...sizeOfRatio(facts, resolution, ratio),
    resolution,
    ratio,
    audio: optionalBoolean(body["generate_audio"]) ?? optionalBoolean(metadata["audio"]) ?? !isOlder,
    ...(seed === undefined || seed < 0 ? {} : { seed }),
    returnLastFrame: optionalBoolean(body["return_last_frame"]) ?? false,
    videoInput: body["video_with_roles"] !== undefined,
    mediaInput: mediaFields.some((name) => body[name] !== undefined),
    ...present({ callbackUrl, clientId }),
    echo: {},
  };
}

function taskAnswer(view: TaskView): JsonObject {
  const { status, requested, result, failure } = view;
  const client = present({ client_business_id: requested.clientId });
  switch (status) {
    case "queued":
      return { ...head(view, "queued"), progress: 0, ...times(view), ...client };
    case "succeeded": {
      const lastFrame = requested.returnLastFrame ? present({ last_frame_url: result?.lastFrameUrl }) : {};
      const link = present({ url: result?.videoUrl });
      return {
        ...head(view, "completed"),
        progress: 100,
        ...times(view),
        completed_at: unixSeconds(view.updatedAtMs),
        expires_at: unixSeconds(result?.linksExpireAtMs ?? view.updatedAtMs),
        result: { type: "video", data: [{ ...link, format: "mp4", ...lastFrame }] },
        ...client,
      };
    }
    case "failed":
      return {
        ...head(view, "failed"),
        progress: 0,
        ...times(view),
        ...present({ error: failure && { ...failure } }),
        ...client,
      };
    // The four documented words have neither expired nor cancelled: such a task looks running.
    case "running":
    case "expired":
    case "cancelled":
      return { ...head(view, "in_progress"), progress: view.progressPercent, ...times(view), ...client };
    default:
      return status satisfies never;
  }
}

function head({ id, requested }: TaskView, status: string): JsonObject {
  return { id, object: "generation.task", model: requested.model, status };
}

function times({ createdAtMs }: TaskView): JsonObject {
  return { created_at: unixSeconds(createdAtMs) };
}
