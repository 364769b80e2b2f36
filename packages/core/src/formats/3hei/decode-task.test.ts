import { factsOf } from "@shotlist/schema";
import { expect, it } from "vitest";
import { decodeTask } from "./decode-task.ts";

const decode = (body: unknown) => decodeTask(body, factsOf("3hei"));
const taskId = "cgt-20250615xxxxxxxx";
const videoUrl = "https://clips.example.com/a.mp4?sig=1";

it.each([
  ["queued", "queued"],
  ["running", "running"],
] as const)("is %s", (word, status) => {
  expect(decode({ id: taskId, status: word })).toEqual({ status, wireStatus: word, taskId, warnings: [] });
});

it.each([
  ["the upstream's task object", { id: taskId, content: { video_url: videoUrl } }],
  ["a flat object", { id: taskId, object: "video", url: videoUrl, progress: 100 }],
  ["a flat object with a task id of its own name", { task_id: taskId, video_url: videoUrl }],
])("has succeeded, as %s", (_, body) => {
  expect(decode({ ...body, status: "succeeded" })).toMatchObject({
    status: "succeeded",
    taskId,
    videoUrl,
    warnings: [],
  });
});

it("claims no end of the link's life, which nobody documents", () => {
  const body = { id: taskId, status: "succeeded", updated_at: 1778757081, execution_expires_after: 172800 };
  expect(decode(body)).not.toHaveProperty("expiresAt");
});

it.each(["failed", "expired", "cancelled"] as const)("is %s", (status) => {
  const error = { code: "OutputVideoSensitiveContentDetected", message: "no" };
  expect(decode({ id: taskId, status, error })).toMatchObject({ status, failure: error });
});
