import { factsOf } from "@shotlist/schema";
import { describe, expect, it } from "vitest";
import { decodeTask } from "./decode-task.ts";

const decode = (body: unknown) => decodeTask(body, factsOf("gogogotoken"));
const taskId = "task_1234567890";
const videoUrl = "https://clips.example.com/a.mp4?sig=1";
const lastFrameUrl = "https://clips.example.com/a.png?sig=1";
const wrap = (data: object) => ({ code: "success", message: "", data: { id: 4711, task_id: taskId, ...data } });

describe("a task in the relay's own envelope", () => {
  it.each([
    ["NOT_START", "", "queued", undefined],
    ["SUBMITTED", "0%", "queued", 0],
    ["QUEUED", "20%", "queued", 20],
    ["IN_PROGRESS", "50%", "running", 50],
  ] as const)("is %s at %j", (word, text, status, progress) => {
    expect(decode(wrap({ status: word, progress: text }))).toEqual({
      status,
      wireStatus: word,
      taskId,
      warnings: [],
      ...(progress !== undefined && { progress }),
    });
  });

  it("has succeeded, with what the upstream's own answer says inside", () => {
    const upstream = {
      id: "cgt-20260518175249-8x55h",
      model: "doubao-seedance-2-0-260128",
      status: "succeeded",
      content: { video_url: "https://upstream.example.com/a.mp4", last_frame_url: lastFrameUrl },
      seed: 29545,
      duration: 5,
      usage: { completion_tokens: 108900, total_tokens: 108900 },
    };
    const body = wrap({ status: "SUCCESS", progress: "100%", fail_reason: "", result_url: videoUrl, data: upstream });
    expect(decode(body)).toEqual({
      status: "succeeded",
      wireStatus: "SUCCESS",
      taskId,
      progress: 100,
      warnings: [],
      videoUrl,
      lastFrameUrl,
      seed: 29545,
      durationSeconds: 5,
      usage: { completionTokens: 108900, totalTokens: 108900 },
      model: "doubao-seedance-2-0-260128",
    });
  });

  it.each([
    ["the upstream's answer", { data: { content: { video_url: videoUrl } } }],
    ["the reason of a failure, as early releases had it", { fail_reason: videoUrl }],
  ])("has its link in %s", (_, place) => {
    expect(decode(wrap({ status: "SUCCESS", ...place }))).toMatchObject({
      status: "succeeded",
      videoUrl,
      warnings: [],
    });
  });

  it("has failed for the relay's reason, under the upstream's code", () => {
    const body = wrap({
      status: "FAILURE",
      progress: "100%",
      fail_reason: "The video may contain sensitive content.",
      data: { status: "failed", error: { code: "OutputVideoSensitiveContentDetected", message: null } },
    });
    expect(decode(body)).toMatchObject({
      status: "failed",
      failure: { code: "OutputVideoSensitiveContentDetected", message: "The video may contain sensitive content." },
    });
  });

  it("is taken by its task id, not by the row number next to it", () => {
    expect(decode({ data: { id: 4711, status: "QUEUED" } })).not.toHaveProperty("taskId");
  });
});

describe("a task in the flat envelope", () => {
  const flat = { id: taskId, object: "video", model: "doubao-seedance-2-0", created_at: 1778756838 };

  it("is running, though it names a time of completion", () => {
    const body = { ...flat, status: "in_progress", progress: 50, completed_at: 1778756900, metadata: { url: "" } };
    expect(decode(body)).toEqual({ status: "running", wireStatus: "in_progress", taskId, progress: 50, warnings: [] });
  });

  it("has completed, with its link in metadata", () => {
    const body = { ...flat, status: "completed", progress: 100, seconds: "5", metadata: { url: videoUrl } };
    expect(decode(body)).toEqual({
      status: "succeeded",
      wireStatus: "completed",
      taskId,
      progress: 100,
      warnings: [],
      videoUrl,
      durationSeconds: 5,
      model: "doubao-seedance-2-0",
    });
  });

  it("has completed, with its link in output, as an older page prints it", () => {
    const body = {
      ...flat,
      status: "completed",
      progress: 100,
      output: { video_url: videoUrl },
      usage: { total_tokens: 108900, completion_tokens: 108900 },
    };
    expect(decode(body)).toMatchObject({
      status: "succeeded",
      videoUrl,
      usage: { completionTokens: 108900, totalTokens: 108900 },
    });
  });

  it("has failed", () => {
    const body = { ...flat, status: "failed", progress: 100, error: { code: "bad", message: "no clip" } };
    expect(decode(body)).toMatchObject({ status: "failed", failure: { code: "bad", message: "no clip" } });
  });

  it.each(["unknown", "running"])("stays open while it is %s", (word) => {
    expect(decode({ ...flat, status: word })).toMatchObject({ status: "running", wireStatus: word });
  });
});
