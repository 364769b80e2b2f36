import { factsOf } from "@shotlist/schema";
import { describe, expect, it } from "vitest";
import { decodeTask } from "./decode-task.ts";

const decode = (body: unknown) => decodeTask(body, factsOf("relaydance"));
const taskId = "task_abc123";
const videoUrl = "https://clips.example.com/a.mp4?sig=1";

describe("a task as the document shows it", () => {
  it.each([
    ["submitted", "queued"],
    ["running", "running"],
  ] as const)("is %s", (word, status) => {
    expect(decode({ task_id: taskId, status: word })).toEqual({ status, wireStatus: word, taskId, warnings: [] });
  });

  it("has succeeded", () => {
    const metadata = { ratio: "16:9", resolution: "1080p" };
    expect(decode({ task_id: taskId, status: "succeeded", url: videoUrl, format: "mp4", metadata })).toEqual({
      status: "succeeded",
      wireStatus: "succeeded",
      taskId,
      warnings: [],
      videoUrl,
    });
  });

  it.each([
    ["an error", { error: { message: "no clip" } }, { message: "no clip" }],
    ["an error that is a text", { error: "no clip" }, { message: "no clip" }],
    ["no reason", {}, { message: "The vendor gave no reason." }],
  ])("has failed with %s", (_, reason, failure) => {
    expect(decode({ task_id: taskId, status: "failed", ...reason })).toEqual({
      status: "failed",
      wireStatus: "failed",
      taskId,
      warnings: [],
      failure,
    });
  });
});

describe("a task as it has been observed", () => {
  it.each([
    ["queued", "queued"],
    ["in_progress", "running"],
  ] as const)("is %s under its plain id", (word, status) => {
    expect(decode({ id: taskId, status: word, metadata: { url: "" } })).toMatchObject({ status, taskId });
  });

  it.each([
    ["metadata", { id: taskId, status: "completed", metadata: { url: videoUrl } }],
    ["video_url", { id: taskId, status: "completed", video_url: videoUrl }],
    ["content", { id: taskId, status: "completed", content: { video_url: videoUrl } }],
    ["the relay's envelope", { data: { id: 4711, task_id: taskId, status: "SUCCESS", result_url: videoUrl } }],
    [
      "the upstream's answer inside the relay's envelope",
      { data: { task_id: taskId, status: "SUCCESS", data: { content: { video_url: videoUrl } } } },
    ],
  ])("has its link in %s", (_, body) => {
    expect(decode(body)).toMatchObject({ status: "succeeded", taskId, videoUrl, warnings: [] });
  });

  it("takes the documented place of a link before the others", () => {
    const elsewhere = "https://elsewhere.example.com/b.mp4";
    expect(decode({ status: "succeeded", url: videoUrl, metadata: { url: elsewhere } })).toMatchObject({ videoUrl });
    expect(decode({ status: "succeeded", video_url: elsewhere, metadata: { url: videoUrl } })).toMatchObject({
      videoUrl,
    });
  });

  it("has failed in the relay's envelope", () => {
    const body = { data: { task_id: taskId, status: "FAILURE", fail_reason: "no clip", progress: "100%" } };
    expect(decode(body)).toMatchObject({ status: "failed", taskId, failure: { message: "no clip" } });
  });
});
