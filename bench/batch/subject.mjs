import { createHash } from "node:crypto";

/**
 * A plan of as many takes, made without compiling: what is measured is the batch.
 *
 * @returns {import("@shotlist/core").Plan}
 */
export function planOf(count, provider) {
  const full = {
    name: "vendor",
    format: "wisgate",
    apiKeyEnv: "VENDOR_API_KEY",
    concurrency: 20,
    pollEveryMs: 1,
    deadlineMs: 3_600_000,
    list: false,
    ...provider,
  };
  return {
    version: 1,
    storyboard: "bench",
    file: "bench.yaml",
    outputDir: "renders",
    providers: [full],
    takes: Array.from({ length: count }, (_, index) => takeOf(index, full.realm)),
  };
}

function takeOf(index, realm) {
  const id = `shot-${index}`;
  const place = { file: "bench.yaml", line: 1, column: 1 };
  const asked = { prompt: [id], model: "model", duration: 5, resolution: "720p", references: [], audio: false };
  return {
    storyboard: "bench",
    realm,
    id,
    slug: id,
    shot: id,
    variant: {},
    take: 1,
    provider: "vendor",
    format: "wisgate",
    model: "model",
    digest: createHash("sha256").update(id).digest("hex"),
    dependsOn: [],
    asked,
    // As builds before called it, for `--against`.
    intent: asked,
    request: { method: "POST", path: "/tasks", body: { prompt: id } },
    estimate: { kind: "unknown" },
    output: `bench/${id}.mp4`,
    place,
    fields: {},
  };
}

/**
 * The instant vendor's small wire format.
 *
 * @type {import("@shotlist/batch-runner").FormatSupport}
 */
export const instantFormat = {
  codec: {
    id: "wisgate",
    encodeSubmit: ({ prompt }) => ({ method: "POST", path: "/tasks", body: { prompt: JSON.stringify(prompt) } }),
    decodeSubmit: (body) => ({ taskId: textAt(body, "id"), warnings: [] }),
    encodePoll: (taskId) => ({ method: "GET", path: `/tasks/${taskId}` }),
    decodeTask: (body) =>
      textAt(body, "status") === "succeeded"
        ? { status: "succeeded", wireStatus: "succeeded", videoUrl: textAt(body, "url"), warnings: [] }
        : { status: "running", wireStatus: "running", warnings: [] },
    decodeError: (httpStatus) => ({ httpStatus, message: "", notCreated: false, unknownTask: false }),
  },
  mediaForms: () => ["url"],
  seedRange: () => undefined,
  failuresAreFree: true,
  maxBodyBytes: 1_000_000,
};

function textAt(body, key) {
  const value = typeof body === "object" && body !== null ? Reflect.get(body, key) : undefined;
  if (typeof value !== "string") throw new Error(`the vendor gave no ${key}`);
  return value;
}
