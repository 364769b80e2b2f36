import { createServer } from "node:http";
import { isJsonObject, type JsonObject } from "@shotlist/schema";
import { expect, onTestFinished, test } from "vitest";
import { objectsAt } from "../../testing/read-answer.ts";
import { startMock } from "../../testing/start-mock.ts";

const format = "ark";
const path = "/api/v3/contents/generations/tasks";
const pro15 = "doubao-seedance-1-5-pro-251215";
const text = { type: "text", text: "A cat stretches" };
const picture = { type: "image_url", image_url: { url: "https://example.com/a.png" }, role: "first_frame" };
const draft = { model: pro15, content: [text], ratio: "9:16", duration: 8, generate_audio: true, draft: true };
const timed = { mode: "time", queuedSeconds: 10, runningSeconds: 20, minimumPolls: 0 } as const;
const clipOf = (id: string): JsonObject => ({
  model: pro15,
  content: [{ type: "draft_task", draft_task: { id } }],
  resolution: "1080p",
});

test("makes a draft at 480p and charges a share of its tokens", async () => {
  const { submitted, poll } = await startMock(format, { progress: { mode: "immediate" } });
  const { body } = await poll(await submitted(draft));
  // (24 × 8 + 1) × 496 × 864 / 1024 × 0.6
  expect(body).toMatchObject({
    model: pro15,
    draft: true,
    resolution: "480p",
    ratio: "9:16",
    duration: "8",
    usage: { completion_tokens: 48_462 },
  });
  expect(body["content"]).not.toHaveProperty("last_frame_url");
});

test("makes the clip of a draft with the draft's shape, length, sound and seed", async () => {
  const { mock, submitted, poll } = await startMock(format, { progress: { mode: "immediate" } });
  const sketch = await submitted(draft);
  const sketched = (await poll(sketch)).body;
  const { body } = await poll(await submitted(clipOf(sketch)));
  expect(body).toMatchObject({
    draft_task_id: sketch,
    resolution: "1080p",
    ratio: "9:16",
    duration: "8",
    generate_audio: true,
    seed: sketched["seed"],
  });
  expect(mock.tasks[1]?.requested).toMatchObject({ prompt: "A cat stretches", width: 1080, height: 1920 });
});

test.each([
  ["of nobody", "cgt-20260101080000-none0", 404],
  ["that is not a draft", undefined, 400],
])("refuses to make a clip of a draft %s", async (_, id, status) => {
  const { submit, submitted, poll } = await startMock(format, { progress: { mode: "immediate" } });
  const task = id ?? (await submitted({ model: pro15, content: [text] }));
  if (id === undefined) await poll(task);
  const answer = await submit(clipOf(task));
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ error: { param: "content[0].draft_task.id" } });
});

test("refuses to make a clip of a draft that still runs", async () => {
  const { submit, submitted } = await startMock(format, { progress: timed });
  const answer = await submit(clipOf(await submitted(draft)));
  expect([answer.status, answer.body]).toMatchObject([400, { error: { code: "InvalidParameter" } }]);
});

test.each([
  [{ model: pro15, draft: true, resolution: "720p" }, "draft-at-480p", false],
  [{ model: "doubao-seedance-2-0-fast-260128", resolution: "1080p" }, "fast-model-resolution", false],
  [{ model: pro15, draft: true, return_last_frame: true }, "draft-without-last-frame", true],
  [{ model: pro15, draft: true, service_tier: "flex" }, "draft-without-flex", true],
  [{ model: "doubao-seedance-2-0-260128", service_tier: "flex" }, "service-tier-not-on-seedance-2-0", false],
])("refuses %j by the rule %s, where strict is %s", async (fields, rule, strict) => {
  const { submit } = await startMock(format, { strict });
  const { status, body } = await submit({ content: [text], ...fields });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain(rule);
});

test.each([
  ["doubao-seedance-2-0-260128", { resolution: "720p", ratio: "16:9", width: 1280, height: 720, audio: true }],
  ["doubao-seedance-1-0-pro-250528", { resolution: "1080p", ratio: "16:9", width: 1920, height: 1088, audio: false }],
  [
    "doubao-seedance-1-0-lite-t2v-250428",
    { resolution: "720p", ratio: "16:9", width: 1248, height: 704, audio: false },
  ],
])("fills in the defaults of %s", async (model, requested) => {
  const { mock, submitted } = await startMock(format);
  await submitted({ model, content: model.includes("1-0-pro") ? [text, picture] : [text], ratio: "adaptive" });
  expect(mock.tasks[0]?.requested).toMatchObject({ ...requested, seconds: 5 });
});

test("asks half the price in the flex tier, and lists by tier", async () => {
  const { mock, submitted, call } = await startMock(format, { progress: timed });
  const shot = { model: pro15, content: [text], resolution: "720p", ratio: "16:9", duration: 5 };
  await submitted(shot);
  const full = mock.billed().amounts["CNY"] ?? 0;
  const flexible = await submitted({ ...shot, service_tier: "flex" });
  expect(mock.billed().amounts["CNY"]).toBeCloseTo(full * 1.5, 6);
  const { body } = await call("GET", `${path}?filter.service_tier=flex`);
  expect(objectsAt(body, "items").map(({ id, service_tier }) => [id, service_tier])).toEqual([[flexible, "flex"]]);
});

test("cancels what waits, deletes what ended and refuses what runs", async () => {
  const { mock, submitted, poll, call } = await startMock(format, { progress: timed });
  const [waiting, running] = [await submitted(), await submitted({ model: pro15, content: [text] })];
  expect((await call("DELETE", `${path}/${waiting}`)).status).toBe(200);
  expect((await poll(waiting)).body["status"]).toBe("cancelled");
  mock.clock.advance(15_000);
  expect((await call("DELETE", `${path}/${running}`)).body).toMatchObject({ error: { type: "Forbidden" } });
  mock.clock.advance(15_000);
  expect((await call("DELETE", `${path}/${running}`)).status).toBe(200);
  expect((await poll(running)).status).toBe(404);
});

test("forgets a cancelled task after a day and a finished one after a week", async () => {
  const { mock, submitted, poll, call } = await startMock(format, { progress: timed });
  const [cancelled, finished] = [await submitted(), await submitted({ model: pro15, content: [text] })];
  await call("DELETE", `${path}/${cancelled}`);
  mock.clock.advance(86_400_000);
  expect([(await poll(cancelled)).status, (await poll(finished)).status]).toEqual([404, 200]);
  mock.clock.advance(6 * 86_400_000 + 60_000);
  expect((await poll(finished)).status).toBe(404);
});

test("calls back on each status, and tries three more times where the receiver fails", async () => {
  const received: unknown[] = [];
  const server = createServer((request, response) => {
    let written = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (written += chunk));
    request.on("end", () => {
      const body: unknown = JSON.parse(written);
      const status = isJsonObject(body) ? body["status"] : undefined;
      received.push(status);
      response.statusCode = status === "succeeded" ? 500 : 200;
      response.end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no address");

  const { mock, submitted } = await startMock(format, { progress: timed });
  await submitted({ model: pro15, content: [text], callback_url: `http://127.0.0.1:${address.port}/hook` });
  for (const seconds of [0, 10, 20, 60, 60, 60, 60]) {
    mock.clock.advance(seconds * 1000);
    // oxlint-disable-next-line no-await-in-loop -- each delivery is over before time moves on
    await mock.settled();
  }
  expect(received).toEqual(["queued", "running", "succeeded", "succeeded", "succeeded", "succeeded"]);
});

test.each([
  [{ model: "doubao-seedance-2-0-260128", draft: true, resolution: "480p" }, "draft", "seedance-2-0 in t2v"],
  [{ model: pro15, priority: 1 }, "priority", "seedance-1-5-pro in t2v"],
  [
    { model: "doubao-seedance-2-0-fast-260128", camera_fixed: true, content: [text, picture] },
    "camera_fixed",
    "seedance-2-0-fast in i2v",
  ],
  [
    { model: "doubao-seedance-2-5-260628", camera_fixed: true },
    "camera_fixed",
    "seedance-2-5 in t2v and must be empty",
  ],
  [
    { model: "dreamina-seedance-2-5-260628", service_tier: "flex" },
    "service_tier",
    "seedance-2-5 in t2v and must be empty",
  ],
  [{ model: "doubao-seedance-2-5-260628", frames: 57 }, "frames", "seedance-2-5 in t2v and must be empty"],
  [{ model: "doubao-seedance-2-5-260628", resolution: "4k" }, "resolution", "not valid for model seedance-2-5 in t2v"],
  [{ model: pro15, execution_expires_after: 60 }, "execution_expires_after", "not valid for model seedance-1-5-pro"],
  [
    { model: "doubao-seedance-1-0-pro-250528", duration: -1 },
    "duration",
    "not valid for model seedance-1-0-pro in t2v",
  ],
])("refuses %j in Ark's words: the field %s, the model and the kind of task", async (fields, field, words) => {
  const { submit } = await startMock(format);
  const { status, body } = await submit({ content: [text], ...fields });
  expect([status, body]).toMatchObject([
    400,
    { error: { code: "InvalidParameter", param: field, message: expect.stringContaining(words) } },
  ]);
});

test("answers in the words of its pages in the edition of 2026-06", async () => {
  const { submit } = await startMock(format, { edition: "2026-06" });
  const flagship = "doubao-seedance-2-0-260128";
  expect((await submit({ model: flagship, content: [text], service_tier: "flex" })).status).toBe(200);
  expect((await submit({ model: flagship, content: [text], resolution: "1080P" })).status).toBe(400);
});

test("takes a resolution in letters of either case", async () => {
  const { mock, submitted } = await startMock(format);
  await submitted({ model: "doubao-seedance-2-0-260128", content: [text], resolution: "4K", ratio: "16:9" });
  expect(mock.tasks[0]?.requested).toMatchObject({ resolution: "4k", width: 3840, height: 2160 });
});

test("hides tasks of the flex tier from a list without a filter, and marks their ids", async () => {
  const { submitted, call } = await startMock(format, { progress: timed });
  const usual = await submitted({ model: pro15, content: [text] });
  const flexible = await submitted({ model: pro15, content: [text], service_tier: "flex" });
  expect(flexible).toMatch(/^cgt-batch-\d{14}-\w{5}$/);
  expect(objectsAt((await call("GET", path)).body, "items").map(({ id }) => id)).toEqual([usual]);
  const batch = await call("GET", `${path}?filter.service_tier=flex`);
  expect(objectsAt(batch.body, "items").map(({ id }) => id)).toEqual([flexible]);
});

test("gives the length as text to a poll, and as a number in a list", async () => {
  const { submitted, poll, call } = await startMock(format, { progress: { mode: "immediate" } });
  const id = await submitted({ model: pro15, content: [text], duration: 7 });
  expect((await poll(id)).body).toMatchObject({ duration: "7" });
  expect(objectsAt((await call("GET", path)).body, "items")).toMatchObject([{ id, duration: 7 }]);
});

test("gives the length as a number in the edition of 2026-06", async () => {
  const { submitted, poll } = await startMock(format, { progress: { mode: "immediate" }, edition: "2026-06" });
  expect((await poll(await submitted({ model: pro15, content: [text], duration: 7 }))).body).toMatchObject({
    duration: 7,
  });
});

test("repeats what can identify a task to a poll and in a list, with what live answers add", async () => {
  const { submitted, poll, call } = await startMock(format, { progress: { mode: "immediate" } });
  const said = { priority: 3, output_format: "mov", safety_identifier: "user-1", execution_expires_after: 7200 };
  const id = await submitted({ model: "doubao-seedance-2-5-260628", content: [text], ...said });
  expect((await poll(id)).body).toMatchObject(said);
  expect(objectsAt((await call("GET", path)).body, "items")).toMatchObject([{ id, ...said }]);
});

test("makes a clip at 1080p from a draft of Seedance 2.5, each billed for itself", async () => {
  const { mock, submitted, poll } = await startMock(format, { progress: { mode: "immediate" } });
  const model = "doubao-seedance-2-5-260628";
  const sketch = await submitted({ model, content: [text], draft: true, resolution: "480p", duration: 6 });
  await poll(sketch);
  const inFull = mock.billed().amounts["CNY"] ?? 0;
  await submitted({ model, content: [{ type: "draft_task", draft_task: { id: sketch } }], resolution: "1080p" });
  expect(mock.tasks.map(({ requested }) => [requested.resolution, requested.seconds])).toEqual([
    ["480p", 6],
    ["1080p", 6],
  ]);
  expect(inFull).toBeGreaterThan(0);
  expect(mock.billed().amounts["CNY"]).toBeGreaterThan(inFull * 2);
});

test("no longer knows a draft after a week", async () => {
  const { mock, submitted, submit, poll } = await startMock(format, { progress: { mode: "immediate" } });
  const model = "doubao-seedance-2-5-260628";
  const sketch = await submitted({ model, content: [text], draft: true, resolution: "480p" });
  await poll(sketch);
  mock.clock.advance(8 * 86_400_000);
  const late = await submit({
    model,
    content: [{ type: "draft_task", draft_task: { id: sketch } }],
    resolution: "1080p",
  });
  expect(late.status).toBe(404);
});
