import { createServer } from "node:http";
import { validateMessage } from "@shotlist/schema";
import { expect, onTestFinished, test } from "vitest";
import { startMock } from "../../testing/start-mock.ts";

const format = "relaydance";
const request = {
  model: "doubao-seedance-2-0-720p",
  prompt: "Storm clouds over a mountain range",
  seconds: "5",
  metadata: { ratio: "16:9", resolution: "720p", generate_audio: true },
};

test("answers a submit with task_id and the word submitted, and nothing else", async () => {
  const { submit } = await startMock(format);
  expect((await submit(request)).body).toEqual({
    task_id: expect.stringMatching(/^task_[A-Za-z0-9]{32}$/),
    status: "submitted",
  });
});

test("keeps its polls short", async () => {
  const { submitted, poll } = await startMock(format, { progress: { mode: "polls", polls: 2 } });
  const id = await submitted(request);
  expect((await poll(id)).body).toEqual({ task_id: id, status: "submitted" });
  expect((await poll(id)).body).toEqual({ task_id: id, status: "running" });
  expect((await poll(id)).body).toEqual({
    task_id: id,
    status: "succeeded",
    url: expect.stringContaining("/video.mp4?"),
    format: "mp4",
    metadata: { ratio: "16:9", resolution: "720p" },
  });
});

test.each([
  ["task_fails", { status: "failed", error: { message: "No" } }],
  ["task_expires", { status: "running" }],
])("has its own way to show %s", async (fault, body) => {
  const scenario = { rules: [{ fault, with: { message: "No" } }] };
  const { submitted, poll } = await startMock(format, { progress: { mode: "immediate" }, scenario });
  expect((await poll(await submitted(request))).body).toMatchObject(body);
});

test("words its errors with message and type", async () => {
  const { submit } = await startMock(format);
  const { status, body } = await submit({ ...request, callback_url: "http://127.0.0.1/" });
  expect(status).toBe(400);
  expect(body).toEqual({
    error: { message: expect.stringContaining("callback_url"), type: "invalid_request_error" },
  });
});

test("lists models under the key", async () => {
  const { call } = await startMock(format);
  const { body } = await call("GET", "/v1/models");
  expect(body).toMatchObject({
    object: "list",
    data: expect.arrayContaining([expect.objectContaining({ object: "model" })]),
  });
  expect((await call("GET", "/v1/models", { headers: {} })).status).toBe(401);
});

test("posts the final task, once, to the address in metadata", async () => {
  const received: unknown[] = [];
  const server = createServer((incoming, response) => {
    let text = "";
    incoming.setEncoding("utf8");
    incoming.on("data", (chunk: string) => (text += chunk));
    incoming.on("end", () => {
      received.push(JSON.parse(text));
      response.end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no address");

  const { mock, submitted, poll } = await startMock(format);
  const callback = `http://127.0.0.1:${address.port}/hook`;
  const id = await submitted({ ...request, metadata: { ratio: "1:1", callback_url: callback } });
  mock.clock.advance(200_000);
  await mock.settled();
  expect(received).toEqual([{ ...(await poll(id)).body }]);
  expect(received).toMatchObject([{ task_id: id, status: "succeeded", url: expect.stringContaining(mock.url) }]);
  expect(validateMessage(format, "webhook.request", received[0])).toEqual({ ok: true, advice: [] });
});

test.each([
  ["seedance-1-5-pro-with-audio", {}, true],
  ["seedance-1-5-pro-no-audio", { generate_audio: true }, false],
  ["doubao-seedance-2-0-720p", { generate_audio: true }, true],
  ["doubao-seedance-2-0-720p", {}, false],
])("%s with %o has sound: %s", async (model, metadata, audio) => {
  const { mock, submitted } = await startMock(format);
  await submitted({ ...request, model, metadata });
  expect(mock.tasks[0]?.requested.audio).toBe(audio);
});

test.each([
  ["task-envelope", { code: "success", data: { status: "SUCCESS", result_url: expect.any(String) } }],
  ["flat-video", { object: "video", status: "completed", metadata: { url: expect.any(String) } }],
])("answers as %s, where asked to", async (variant, body) => {
  const { submitted, poll } = await startMock(format, {
    progress: { mode: "immediate" },
    variants: { [format]: variant },
  });
  expect((await poll(await submitted(request))).body).toMatchObject(body);
});
