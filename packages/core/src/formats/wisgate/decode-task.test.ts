import { describe, expect, it } from "vitest";
import { codecFor } from "../codec-for.ts";

const decode = (body: unknown) => codecFor("wisgate").decodeTask(body);
const open = {
  id: "cgt-20260518175249-8x55h",
  model: "doubao-seedance-2-0-260128",
  created_at: 1778756838,
  updated_at: 1778757081,
  service_tier: "default",
  execution_expires_after: 172800,
};
const videoUrl = "https://clips.example.com/a.mp4?sig=1";
const lastFrameUrl = "https://clips.example.com/a.png?sig=1";

describe("a task of wisgate", () => {
  it.each([
    ["queued", "queued"],
    ["running", "running"],
  ] as const)("is %s", (word, status) => {
    expect(decode({ ...open, status: word })).toEqual({ status, wireStatus: word, taskId: open.id, warnings: [] });
  });

  it("has succeeded, with link, frame, seed, length, usage and how long it is kept", () => {
    const body = {
      ...open,
      status: "succeeded",
      error: null,
      content: { video_url: videoUrl, last_frame_url: lastFrameUrl },
      seed: 29545,
      resolution: "720p",
      ratio: "16:9",
      duration: 5,
      frames: null,
      framespersecond: 24,
      generate_audio: true,
      usage: { completion_tokens: 173700, total_tokens: 173700 },
    };
    expect(decode(body)).toEqual({
      status: "succeeded",
      wireStatus: "succeeded",
      taskId: open.id,
      warnings: [],
      videoUrl,
      lastFrameUrl,
      seed: 29545,
      durationSeconds: 5,
      usage: { completionTokens: 173700, totalTokens: 173700 },
      model: "doubao-seedance-2-0-260128",
      expiresAt: 1778757081 + 172800,
    });
  });

  it("has succeeded without a link, which is said and not made up", () => {
    expect(
      decode({ id: "cgt-1", status: "succeeded", content: null, seed: null, usage: null, duration: null }),
    ).toEqual({
      status: "succeeded",
      wireStatus: "succeeded",
      taskId: "cgt-1",
      warnings: ["The task succeeded, but the answer has no link to its video."],
    });
  });

  it.each(["failed", "expired", "cancelled"] as const)("is %s, with the vendor's reason", (status) => {
    const error = { code: "OutputVideoSensitiveContentDetected", message: "The video may contain sensitive content." };
    expect(decode({ ...open, status, error })).toEqual({
      status,
      wireStatus: status,
      taskId: open.id,
      warnings: [],
      failure: error,
    });
  });

  it("is expired without a reason", () => {
    expect(decode({ ...open, status: "expired" })).toMatchObject({
      status: "expired",
      failure: { message: "The vendor gave no reason." },
    });
  });

  it("stays open under a word that is not documented", () => {
    expect(decode({ ...open, status: "paused" })).toEqual({
      status: "running",
      wireStatus: "paused",
      taskId: open.id,
      warnings: ['The vendor\'s status "paused" is unknown.'],
    });
  });
});
