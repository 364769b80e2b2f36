import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { validateMessage } from "@shotlist/schema";
import { expect, onTestFinished, test } from "vitest";
import { startMock } from "../../testing/start-mock.ts";

const format = "toapis";
const request = {
  model: "doubao-seedance-1-5-pro",
  prompt: "Sunset on a beach",
  duration: 5,
  aspect_ratio: "16:9",
  metadata: { resolution: "720p", audio: true },
};

const createdAt = 1_767_225_600;

test("answers a submit with a task object", async () => {
  const { submit } = await startMock(format);
  expect((await submit(request)).body).toEqual({
    id: expect.stringMatching(/^task_vid_[a-z0-9]{12}$/),
    object: "generation.task",
    model: "doubao-seedance-1-5-pro",
    status: "queued",
    progress: 0,
    created_at: createdAt,
    metadata: {},
  });
});

test("counts progress in whole percent, and says until when the link lives", async () => {
  const { mock, submitted, poll } = await startMock(format, {
    progress: { mode: "time", queuedSeconds: 10, runningSeconds: 40 },
  });
  const id = await submitted(request);
  const head = { id, object: "generation.task", model: "doubao-seedance-1-5-pro", created_at: createdAt };
  expect((await poll(id)).body).toEqual({ ...head, status: "queued", progress: 0 });
  mock.clock.advance(36_000);
  expect((await poll(id)).body).toEqual({ ...head, status: "in_progress", progress: 65 });
  mock.clock.advance(14_000);
  expect((await poll(id)).body).toEqual({
    ...head,
    status: "completed",
    progress: 100,
    completed_at: createdAt + 50,
    expires_at: createdAt + 50 + 86_400,
    result: { type: "video", data: [{ url: expect.stringContaining("/video.mp4?"), format: "mp4" }] },
  });
});

test("finds a task by the client's own id, the newest first", async () => {
  const { mock, submitted, poll } = await startMock(format);
  const mine = { ...request, client_business_id: "order-7" };
  await submitted(mine);
  const newer = await submitted(mine);
  await submitted(request);
  expect((await poll("order-7")).body).toMatchObject({ id: newer, client_business_id: "order-7" });
  expect((await poll("order-8")).status).toBe(404);
  expect(mock.tasks).toHaveLength(3);
});

test("reports why a task failed, with progress back at nothing", async () => {
  const scenario = { rules: [{ fault: "task_fails", with: { code: "generation_failed", message: "No" } }] };
  const { submitted, poll } = await startMock(format, { progress: { mode: "immediate" }, scenario });
  const { status, body } = await poll(await submitted(request));
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: "failed", progress: 0, error: { code: "generation_failed", message: "No" } });
});

test("lists models", async () => {
  const { call } = await startMock(format);
  const { body } = await call("GET", "/v1/models?type=video");
  expect(body).toMatchObject({
    object: "list",
    data: [{ id: "doubao-seedance-1-5-pro", object: "model" }, {}, {}, {}, {}],
  });
});

test("signs its events over id, time and the bytes of the body", async () => {
  const events: { readonly headers: IncomingHttpHeaders; readonly text: string }[] = [];
  const server = createServer((incoming, response) => {
    let text = "";
    incoming.setEncoding("utf8");
    incoming.on("data", (chunk: string) => (text += chunk));
    incoming.on("end", () => {
      events.push({ headers: incoming.headers, text });
      response.end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no address");

  const { mock, submitted } = await startMock(format, { seed: "signing" });
  const id = await submitted({ ...request, callback_url: `http://127.0.0.1:${address.port}/hook` });
  mock.clock.advance(200_000);
  await mock.settled();

  expect(events).toHaveLength(1);
  const { headers, text } = events[0]!;
  const body: unknown = JSON.parse(text);
  expect(validateMessage(format, "webhook.request", body)).toEqual({ ok: true, advice: [] });
  expect(body).toMatchObject({ type: "generation.completed", data: { task_id: id, status: "SUCCESS" } });
  const signed = `${String(headers["x-toapis-webhook-id"])}.${String(headers["x-toapis-webhook-timestamp"])}.${text}`;
  const signature = createHmac("sha256", "whsec_signing").update(signed).digest("hex");
  expect(headers["x-toapis-webhook-signature"]).toBe(`v1=${signature}`);
});

test("reads the shape of a Seedance 2 model at the top of the body, with sound where nothing is said", async () => {
  const { mock, submitted } = await startMock(format);
  await submitted({
    model: "seedance-2-5",
    prompt: "A cat",
    duration: 30,
    aspect_ratio: "9:16",
    resolution: "480p",
    video_with_roles: [{ url: "https://example.com/motion.mp4", role: "reference_video" }],
  });
  expect(mock.tasks[0]?.requested).toMatchObject({
    seconds: 30,
    ratio: "9:16",
    resolution: "480p",
    audio: true,
    videoInput: true,
  });
});
