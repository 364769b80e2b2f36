import { factsOf } from "@shotlist/schema";
import { describe, expect, it } from "vitest";
import { decodeTask } from "./decode-task.ts";

const decode = (body: unknown) => decodeTask(body, factsOf("ark"));
const open = { id: "cgt-20260518175249-8x55h", model: "doubao-seedance-1-5-pro-251215", updated_at: 1_778_757_081 };

describe("a task of ark", () => {
  it.each([
    ["queued", "queued"],
    ["running", "running"],
  ] as const)("is %s", (word, status) => {
    expect(decode({ ...open, status: word })).toEqual({ status, wireStatus: word, taskId: open.id, warnings: [] });
  });

  it("has succeeded, with links for a day, whatever the task's own deadline was", () => {
    const body = {
      ...open,
      status: "succeeded",
      content: {
        video_url: "https://clips.example.com/a.mp4?sig=1",
        last_frame_url: "https://clips.example.com/a.png",
      },
      seed: 29_545,
      duration: 5,
      execution_expires_after: 172_800,
      draft_task_id: "cgt-20260518170000-aaaaa",
      usage: { completion_tokens: 108_900, total_tokens: 108_900 },
    };
    expect(decode(body)).toEqual({
      status: "succeeded",
      wireStatus: "succeeded",
      taskId: open.id,
      warnings: [],
      videoUrl: "https://clips.example.com/a.mp4?sig=1",
      lastFrameUrl: "https://clips.example.com/a.png",
      seed: 29_545,
      durationSeconds: 5,
      usage: { completionTokens: 108_900, totalTokens: 108_900 },
      model: open.model,
      expiresAt: 1_778_757_081 + 86_400,
    });
  });

  it.each(["failed", "expired", "cancelled"] as const)("is %s, with the vendor's reason", (status) => {
    const error = { code: "OutputVideoSensitiveContentDetected", message: "no" };
    expect(decode({ ...open, status, error })).toMatchObject({ status, failure: error });
  });

  it("reads the reason under the name that a list gives it", () => {
    expect(decode({ ...open, status: "failed", failure_reason: "no" })).toMatchObject({ failure: { message: "no" } });
  });
});
