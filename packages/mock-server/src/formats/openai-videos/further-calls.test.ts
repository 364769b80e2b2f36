import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { textAt } from "../../testing/read-answer.ts";
import { goodKey, startMock } from "../../testing/start-mock.ts";
import type { TestMock } from "../../testing/start-mock.ts";
import { startReceiver } from "../../testing/start-receiver.ts";

const form = (fields: Readonly<Record<string, string | Blob>>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
};
const json = (body: unknown): RequestInit => ({
  headers: { ...goodKey, "content-type": "application/json" },
  body: JSON.stringify(body),
});
const clip = new Blob([Uint8Array.of(0, 0, 0, 8)], { type: "video/mp4" });

async function finished(): Promise<TestMock & { readonly id: string }> {
  const started = await startMock("openai-videos", { progress: { mode: "immediate" } });
  return { ...started, id: await started.submitted({ prompt: "A cat", seconds: "8", size: "1280x720" }) };
}

test("a remix is a task of its own that says what it is of", async () => {
  const { call, id, mock } = await finished();
  const { status, body } = await call("POST", `/v1/videos/${id}/remix`, json({ prompt: "A dog" }));
  expect([status, body]).toMatchObject([
    200,
    { prompt: "A dog", seconds: "8", size: "1280x720", remixed_from_video_id: id },
  ]);
  expect(mock.billed().tasks).toBe(2);
  expect(mock.requests.at(-1)).toMatchObject({ operation: "submit", taskId: body["id"], price: { currency: "USD" } });
});

test("an edit keeps the length, an extension adds to it, each of a video or of a file", async () => {
  const { call, id } = await finished();
  const edit = await call("POST", "/v1/videos/edits", { body: form({ prompt: "Rain", "video[id]": id }) });
  expect(edit.body).toMatchObject({ seconds: "8", remixed_from_video_id: null });
  const extension = form({ prompt: "On", seconds: "4", "video[id]": id });
  expect((await call("POST", "/v1/videos/extensions", { body: extension })).body).toMatchObject({ seconds: "12" });
  const upload = form({ prompt: "Rain", video: clip });
  expect((await call("POST", "/v1/videos/edits", { body: upload })).body).toMatchObject({ seconds: "4" });
});

test.each([
  ["/v1/videos/video_nobody/remix", { prompt: "A dog" }, 404, "video_not_found"],
  ["/v1/videos/edits", { prompt: "A dog", video: { id: "video_nobody" } }, 404, "video_not_found"],
  ["/v1/videos/edits", { prompt: "A dog" }, 400, "invalid_value"],
  [
    "/v1/videos/extensions",
    { prompt: "A dog", seconds: "5", video: { video_url: "data:video/mp4;base64,AAAA" } },
    400,
    "invalid_value",
  ],
  ["/v1/videos/characters", { video: { video_url: "data:," } }, 400, "invalid_value"],
])("POST %s with %j is refused with %i %s", async (path, body, status, code) => {
  const { call } = await finished();
  expect(await call("POST", path, json(body))).toMatchObject({ status, body: { error: { code } } });
});

test("a video that is not ready is neither remixed nor extended", async () => {
  const { call, submitted } = await startMock("openai-videos", { progress: { mode: "manual" } });
  const id = await submitted();
  expect((await call("POST", `/v1/videos/${id}/remix`, json({ prompt: "A dog" }))).status).toBe(400);
});

test("a character is kept in its scope", async () => {
  const { call } = await finished();
  const made = await call("POST", "/v1/videos/characters", { body: form({ name: "Ada", video: clip }) });
  expect(made).toMatchObject({ status: 200, body: { id: expect.stringMatching(/^char_/), name: "Ada" } });
  expect((await call("GET", `/v1/videos/characters/${textAt(made.body, "id")}`)).body).toEqual(made.body);
  expect((await call("GET", "/v1/videos/characters/char_nobody")).status).toBe(404);
});

test("the account's events report the end, signed as Standard Webhooks are", async () => {
  const receiver = await startReceiver();
  const scenario = { rules: [{ fault: "task_fails", match: { prompt: "bad" } }] };
  const { mock, submitted, poll } = await startMock("openai-videos", {
    progress: { mode: "immediate" },
    webhookUrl: receiver.url,
    seed: "c2lnbmluZw==",
    scenario,
  });
  const ids = [await submitted({ prompt: "good" }), await submitted({ prompt: "bad" })];
  for (const id of ids) await poll(id);
  await mock.settled();
  expect(receiver.received).toMatchObject([
    { object: "event", type: "video.completed", data: { id: ids[0] } },
    { object: "event", type: "video.failed", data: { id: ids[1] } },
  ]);
  const [first] = receiver.received;
  const { "webhook-id": eventId, "webhook-timestamp": at, "webhook-signature": signature } = receiver.headers[0] ?? {};
  const signed = createHmac("sha256", "signing").update(`${String(eventId)}.${String(at)}.${JSON.stringify(first)}`);
  expect(signature).toBe(`v1,${signed.digest("base64")}`);
});

test.each([
  ["openai-videos", "moderation_blocked"],
  ["toapis", "generation_failed"],
  ["wisgate", "OutputVideoSensitiveContentDetected"],
])("a task of %s that fails says %s, as its vendor does", async (format, code) => {
  const { mock, submit } = await startMock(format, { progress: { mode: "manual" } });
  await submit(undefined, { ...goodKey, "x-mock-fault": "task_fails" });
  const [task] = mock.tasks;
  mock.step(task?.id ?? "");
  mock.step(task?.id ?? "");
  expect(mock.tasks[0]?.failure?.code).toBe(code);
});
