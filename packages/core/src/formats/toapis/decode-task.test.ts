import { describe, expect, it } from "vitest";
import { codecFor } from "../codec-for.ts";

const decode = (body: unknown) => codecFor("toapis").decodeTask(body);
const open = {
  id: "task_vid_xyz789ghi012",
  object: "generation.task",
  model: "doubao-seedance-1-5-pro",
  created_at: 1703884800,
};
const videoUrl = "https://clips.example.com/a.mp4?sig=1";
const lastFrameUrl = "https://clips.example.com/a.png?sig=1";

describe("a task of toapis", () => {
  it.each([
    ["queued", 0, "queued"],
    ["in_progress", 65, "running"],
  ] as const)("is %s at %i", (word, progress, status) => {
    expect(decode({ ...open, status: word, progress })).toEqual({
      status,
      wireStatus: word,
      taskId: open.id,
      progress,
      warnings: [],
    });
  });

  it("has completed, with link, frame and the end of the link's life", () => {
    const body = {
      ...open,
      status: "completed",
      progress: 100,
      completed_at: 1703884900,
      expires_at: 1703971300,
      result: { type: "video", data: [{ url: videoUrl, format: "mp4", last_frame_url: lastFrameUrl }] },
    };
    expect(decode(body)).toEqual({
      status: "succeeded",
      wireStatus: "completed",
      taskId: open.id,
      progress: 100,
      warnings: [],
      videoUrl,
      lastFrameUrl,
      model: "doubao-seedance-1-5-pro",
      expiresAt: 1703971300,
    });
  });

  it("has completed, with its link at the top level", () => {
    expect(decode({ ...open, status: "completed", result: null, url: videoUrl })).toMatchObject({ videoUrl });
  });

  it("has completed without a link", () => {
    expect(decode({ ...open, status: "completed", result: { type: "video", data: [] } })).toMatchObject({
      status: "succeeded",
      warnings: ["The task succeeded, but the answer has no link to its video."],
    });
  });

  it.each([
    ["generation_failed", "generation_failed"],
    [500, "500"],
  ])("has failed with the code %j", (code, text) => {
    const body = { ...open, status: "failed", progress: 0, error: { code, message: "no clip" } };
    expect(decode(body)).toMatchObject({ status: "failed", failure: { code: text, message: "no clip" } });
  });
});
