import { expect, test } from "vitest";
import { startMock } from "../../testing/start-mock.ts";

const request = {
  model: "doubao-seedance-2.0",
  content: [{ type: "text", text: "A cat stretches in the morning light" }],
  resolution: "720p",
  ratio: "16:9",
  duration: 5,
  return_last_frame: true,
};

test("answers a submit with the id alone", async () => {
  const { submit } = await startMock("wisgate");
  const { status, body } = await submit(request);
  expect(status).toBe(200);
  expect(body).toEqual({ id: expect.stringMatching(/^cgt-20260101080000-[a-z0-9]{5}$/) });
});

test("shows a task queued, running and succeeded, with content and usage at the end only", async () => {
  const { mock, submitted, poll } = await startMock("wisgate", {
    progress: { mode: "time", queuedSeconds: 5, runningSeconds: 60 },
  });
  const id = await submitted(request);
  const common = {
    id,
    model: "doubao-seedance-2-0-260128",
    created_at: 1_767_225_600,
    service_tier: "default",
    execution_expires_after: 172_800,
  };
  expect((await poll(id)).body).toEqual({ ...common, status: "queued", updated_at: 1_767_225_600 });
  mock.clock.advance(5000);
  expect((await poll(id)).body).toEqual({ ...common, status: "running", updated_at: 1_767_225_605 });
  mock.clock.advance(60_000);
  expect((await poll(id)).body).toEqual({
    ...common,
    status: "succeeded",
    updated_at: 1_767_225_665,
    error: null,
    content: {
      video_url: expect.stringContaining("/video.mp4?expires="),
      last_frame_url: expect.stringContaining("/last-frame.png?expires="),
    },
    seed: expect.any(Number),
    resolution: "720p",
    ratio: "16:9",
    duration: 5,
    framespersecond: 24,
    generate_audio: false,
    usage: { completion_tokens: 108_900, total_tokens: 108_900 },
  });
});

test("names the field and the rule of a refused body in the vendor's envelope", async () => {
  const { submit } = await startMock("wisgate");
  const { status, body } = await submit({
    model: "doubao-seedance-2.0",
    content: [{ type: "text", text: "A cat" }],
    duration: 99,
  });
  expect(status).toBe(400);
  expect(body).toEqual({
    error: {
      message: expect.stringContaining("field duration, rule duration.maximum"),
      type: "BadRequest",
      param: "duration",
      code: "InvalidParameter",
    },
  });
});

test("gives the frames back, and no duration, where the length was asked for in frames", async () => {
  const { submitted, poll } = await startMock("wisgate", { progress: { mode: "immediate" } });
  const content = [{ type: "text", text: "A cat" }];
  const { body } = await poll(await submitted({ model: "doubao-seedance-2.0", content, frames: 57 }));
  expect(body).toMatchObject({ status: "succeeded", frames: 57, usage: { completion_tokens: 52_200 } });
  expect(body).not.toHaveProperty("duration");
});

test("echoes the seed that was asked for, and draws one for -1", async () => {
  const { submitted, poll } = await startMock("wisgate", { progress: { mode: "immediate" } });
  const content = [{ type: "text", text: "A cat" }];
  const seedOf = async (seed: number): Promise<unknown> =>
    (await poll(await submitted({ model: "doubao-seedance-2.0", content, duration: 5, seed }))).body["seed"];
  expect(await seedOf(0)).toBe(0);
  expect(await seedOf(7)).toBe(7);
  expect(await seedOf(-1)).toBeGreaterThanOrEqual(0);
});
