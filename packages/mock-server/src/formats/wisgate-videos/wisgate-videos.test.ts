import { expect, test } from "vitest";
import { textAt } from "../../testing/read-answer.ts";
import { goodKey, startMock } from "../../testing/start-mock.ts";

const format = "wisgate-videos";
const createdAt = 1_767_225_600;

test("shows a task queued, processing and completed, with the link in meta_data", async () => {
  const { mock, submit, poll } = await startMock(format, {
    progress: { mode: "time", queuedSeconds: 10, runningSeconds: 40 },
  });
  const { body } = await submit();
  const id = textAt(body, "id");
  const head = { id, object: "video", model: "doubao-seedance-2", created_at: createdAt };
  expect(body).toEqual({ ...head, status: "queued", progress: 0 });
  mock.clock.advance(30_000);
  expect((await poll(id)).body).toEqual({ ...head, status: "processing", progress: 50 });
  mock.clock.advance(20_000);
  await poll(id);
  expect((await poll(id)).body).toEqual({
    ...head,
    status: "completed",
    progress: 100,
    completed_at: createdAt + 50,
    expires_at: createdAt + 50 + 86_400,
    meta_data: { url: expect.stringContaining("/video.mp4?expires=") },
  });
});

test("hands the clip out under the key as well, once it is there", async () => {
  const { mock, submitted, poll } = await startMock(format, { progress: { mode: "polls", polls: 1 } });
  const id = await submitted();
  const content = () => mock.fetch(new Request(`${mock.urlOf(format)}/v1/videos/${id}/content`, { headers: goodKey }));
  expect((await content()).status).toBe(400);
  await poll(id);
  await poll(id);
  const answer = await content();
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "video/mp4"]);
});

test("refuses what belongs to the native path", async () => {
  const { submit } = await startMock(format);
  const { status, body } = await submit({ prompt: "A cat", ratio: "16:9" });
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: { type: "invalid_request_error", param: "ratio" } });
});

test("makes a portrait of four seconds where that is asked for", async () => {
  const { mock, submitted } = await startMock(format);
  await submitted({ prompt: "A cat", size: "1080x1920" });
  expect(mock.tasks[0]?.requested).toMatchObject({
    seconds: 4,
    width: 1080,
    height: 1920,
    resolution: "1080p",
    ratio: "9:16",
  });
});
