import type { FormatCodec, JsonObject, Task } from "@shotlist/core";
import type { FormatSupport } from "../formats/format-support.ts";

/** A small wire format for tests: `POST /tasks`, `GET /tasks/{id}` and `POST /uploads`. */
export const plainFormat: FormatSupport = {
  codec: {
    id: "wisgate",
    encodeSubmit: (shot, bindings) => ({
      method: "POST",
      path: "/tasks",
      body: {
        prompt: JSON.stringify(shot.prompt),
        client: bindings.clientId ?? null,
        seed: shot.seed ?? bindings.seed ?? null,
        media: shot.references.map((reference) => bindings.media(reference)),
      },
    }),
    decodeSubmit: (body) => {
      const id = read(body)["id"];
      return typeof id === "string" ? { taskId: id, warnings: [] } : { missing: "The answer has no id." };
    },
    encodePoll: (taskId) => ({ method: "GET", path: `/tasks/${taskId}` }),
    decodeTask: (body) => toTask(read(body)),
    decodeError: (httpStatus, body) => {
      const { code, message } = read(body);
      return {
        httpStatus,
        message: typeof message === "string" ? message : "",
        notCreated: code === "not_created",
        unknownTask: code === "unknown_task",
        ...(typeof code === "string" ? { code } : {}),
      };
    },
  } satisfies FormatCodec,
  mediaForms: () => ["url", "data"],
  seedRange: () => ({ min: 0, max: 2 ** 32 - 1 }),
  failuresAreFree: true,
  maxBodyBytes: 1_000_000,
  uploadOf: (kind) =>
    kind === "audio"
      ? undefined
      : {
          path: "/uploads",
          field: "file",
          lifeMs: 86_400_000,
          urlIn: (body) => textOf(read(body)["url"]) || undefined,
        },
};

function toTask(body: JsonObject): Task {
  const wireStatus = textOf(body["status"]);
  const common = { wireStatus, warnings: [] };
  switch (wireStatus) {
    case "queued":
    case "running":
      return { ...common, status: wireStatus };
    case "succeeded": {
      const { url, frame } = body;
      return {
        ...common,
        status: "succeeded",
        ...(typeof url === "string" ? { videoUrl: url } : {}),
        ...(typeof frame === "string" ? { lastFrameUrl: frame } : {}),
        usage: { completionTokens: 100 },
      };
    }
    case "failed":
    case "expired":
    case "cancelled":
      return { ...common, status: wireStatus, failure: { code: "vendor_code", message: textOf(body["message"]) } };
    default:
      return { ...common, status: "running", warnings: [`The status ${wireStatus} is not known.`] };
  }
}

function read(body: unknown): JsonObject {
  return typeof body === "object" && body !== null ? Object.fromEntries(Object.entries(body)) : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
