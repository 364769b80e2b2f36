import { type FormatFacts, type JsonObject, present } from "@shotlist/schema";
import { alphanumerics } from "../../random/seeded-random.ts";
import { optionalNumber, optionalText } from "../../shapes/read-fields.ts";
import { unixSeconds } from "../../shapes/unix-seconds.ts";
import { parsePixelSize } from "../../tasks/pixel-size.ts";
import type { RequestedClip } from "../../vendor/requested-clip.ts";
import type { TaskView, Vendor } from "../../vendor/vendor.ts";

/** WisGate's compatible path: prompt and lists of media in, a video object out, the link in `meta_data`. */
export const vendor: Vendor = {
  newTaskId: (random) => `video_${random.text(24, alphanumerics)}`,
  readRequest,
  submitAnswer: taskAnswer,
  taskAnswer,
  errorAnswer: ({ message, type, field, code }) => ({
    error: { message, type: type ?? "invalid_request_error", param: field ?? null, code },
  }),
  claims,
};

const usualModel = "doubao-seedance-2";
const usualSeconds = 4;
const usualSize = { width: 1280, height: 720 };

function readRequest(body: JsonObject, _facts: FormatFacts): RequestedClip {
  const { width, height } = parsePixelSize(body["size"]) ?? usualSize;
  const videoInput = hasEntries(body["videos"]);
  return {
    model: optionalText(body["model"]) ?? usualModel,
    prompt: optionalText(body["prompt"]) ?? "",
    seconds: optionalNumber(body["duration"]) ?? usualSeconds,
    width,
    height,
    resolution: `${Math.min(width, height)}p`,
    ratio: width >= height ? "16:9" : "9:16",
    audio: false,
    returnLastFrame: false,
    videoInput,
    mediaInput: videoInput || hasEntries(body["images"]),
    echo: {},
  };
}

function taskAnswer(view: TaskView): JsonObject {
  const { status, result, failure } = view;
  switch (status) {
    case "queued":
      return { ...head(view, "queued"), progress: 0 };
    case "succeeded":
      return {
        ...head(view, "completed"),
        progress: 100,
        completed_at: unixSeconds(view.updatedAtMs),
        expires_at: unixSeconds(result?.linksExpireAtMs ?? view.updatedAtMs),
        meta_data: present({ url: result?.videoUrl }),
      };
    case "failed":
      return { ...head(view, "failed"), progress: view.progressPercent, error: { ...failure } };
    // The four documented words have neither expired nor cancelled: such a task looks running.
    case "running":
    case "expired":
    case "cancelled":
      return { ...head(view, "processing"), progress: view.progressPercent };
    default:
      return status satisfies never;
  }
}

function head({ id, requested, createdAtMs }: TaskView, status: string): JsonObject {
  return { id, object: "video", model: requested.model, status, created_at: unixSeconds(createdAtMs) };
}

/** Lists of media, a mode, or pixels with a length in whole seconds: no other format of this path has them. */
function claims(body: JsonObject): "own" | undefined {
  const own = ["images", "videos", "mode"].some((name) => body[name] !== undefined);
  const sized = parsePixelSize(body["size"]) !== undefined && Number.isInteger(body["duration"]);
  return own || sized ? "own" : undefined;
}

function hasEntries(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}
