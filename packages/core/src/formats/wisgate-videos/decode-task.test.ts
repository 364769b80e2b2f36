import { expect, it } from "vitest";
import { codecFor } from "../codec-for.ts";

const decode = (body: unknown) => codecFor("wisgate-videos").decodeTask(body);
const taskId = "video_8x55h2k1m4";
const videoUrl = "https://clips.example.com/a.mp4?sig=1";

it.each([
  ["queued", "queued"],
  ["processing", "running"],
] as const)("is %s", (word, status) => {
  expect(decode({ id: taskId, status: word, progress: 40 })).toEqual({
    status,
    wireStatus: word,
    taskId,
    progress: 40,
    warnings: [],
  });
});

it("has succeeded, with the link in meta_data", () => {
  const body = { id: taskId, model: "doubao-seedance-2", status: "completed", expires_at: 1_778_843_338 };
  expect(decode({ ...body, meta_data: { url: videoUrl } })).toEqual({
    status: "succeeded",
    wireStatus: "completed",
    taskId,
    warnings: [],
    videoUrl,
    download: { path: `/v1/videos/${taskId}/content` },
    model: "doubao-seedance-2",
    expiresAt: 1_778_843_338,
  });
});

it("comes from the content path where the link is missing", () => {
  expect(decode({ id: taskId, status: "completed", meta_data: null })).toMatchObject({
    status: "succeeded",
    download: { path: `/v1/videos/${taskId}/content` },
    warnings: [],
  });
});

it("has failed, with the vendor's reason", () => {
  const error = { code: "generation_failed", message: "no" };
  expect(decode({ id: taskId, status: "failed", error })).toMatchObject({ status: "failed", failure: error });
});
