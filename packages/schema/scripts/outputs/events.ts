import { count, described, flag, list, object, ordinal, text, use, word, type Shape } from "./shapes.ts";

const at = described("Milliseconds since 1970.", count);
const ofTake = { at, storyboard: text, take: text, provider: text };

const ofUpload = { path: text, sha256: text, bytes: count };

function event(type: string, required: { readonly [key: string]: Shape }, optional = {}): Shape {
  return object({ type: { const: type }, ...required }, optional);
}

/** One line of `render --events`. */
export const renderEvent: Shape = {
  oneOf: [
    event("run-started", { at, runId: text, takes: count }),
    event("take-planned", { ...ofTake, action: text, reason: text }),
    event("submitting", { ...ofTake, attempt: ordinal }, { reserved: use("money") }),
    event("submitted", { ...ofTake, taskId: text, resumed: flag }),
    event(
      "progress",
      { ...ofTake, taskId: text, status: word("queued", "running"), wireStatus: text },
      { progress: described("0 to 100.", { type: "number" }) },
    ),
    event("succeeded", { ...ofTake, taskId: text }, { cost: use("takeCost") }),
    event("downloaded", { ...ofTake, taskId: text, sha256: text, bytes: count }),
    event("take-finished", { ...ofTake, status: text }, { file: text, taskId: text, error: use("takeError") }),
    event("failed", { ...ofTake, error: use("takeError") }, { taskId: text }),
    event("uncertain", { ...ofTake, error: use("takeError") }, { taskId: text }),
    event("adopted", { ...ofTake, taskId: text }),
    event("lost", { ...ofTake, taskId: text }),
    event("detached", { ...ofTake, error: use("takeError") }, { taskId: text }),
    event(
      "paused",
      { at, provider: text, cause: text },
      { untilMs: described("Absent where the provider stays closed for the rest of the run.", count) },
    ),
    event("resumed", { at, provider: text }),
    event("warning", { at, message: text }, { storyboard: text, take: text, provider: text }),
    event("run-finished", { at, ok: flag, spent: list(use("money")) }),
    event("uploading", { ...ofTake, ...ofUpload }, { reserved: use("money") }),
    event(
      "uploaded",
      { ...ofTake, ...ofUpload, reused: described("It was at the vendor already.", flag) },
      { reserved: use("money") },
    ),
    event("slowed", {
      at,
      provider: text,
      cause: text,
      places: described("How many tasks may be in flight now.", count),
      of: described("How many are configured.", count),
    }),
    event("polls-paused", {
      at,
      provider: text,
      cause: text,
      untilMs: described("Tasks are asked about again then.", count),
    }),
  ],
};
