import { expect, test } from "vitest";
import { startMock } from "../../testing/start-mock.ts";

const format = "gogogotoken";
const request = {
  model: "doubao-seedance-2-0-fast",
  prompt: "A watch turns slowly on a white table",
  seconds: "5",
  size: "720x1280",
  metadata: { return_last_frame: true },
};

const progress = { mode: "polls", polls: 2 } as const;

test("answers a submit with the id twice, the word queued and the model", async () => {
  const { mock, submit } = await startMock(format);
  const { body } = await submit(request);
  const id = mock.tasks[0]?.id;
  expect(id).toMatch(/^task_[A-Za-z0-9]{32}$/);
  expect(body).toEqual({ id, task_id: id, status: "queued", model: "doubao-seedance-2-0-fast" });
});

test("wraps the upstream's task in the relay's envelope, whose id is a row number", async () => {
  const { submitted, poll } = await startMock(format, { progress });
  const id = await submitted(request);
  const queued = (await poll(id)).body;
  expect(queued).toMatchObject({
    code: "success",
    data: { id: 1, task_id: id, status: "QUEUED", progress: "10%", start_time: 0, finish_time: 0, data: null },
  });
  expect(queued["data"]).not.toHaveProperty("result_url");
  expect((await poll(id)).body).toMatchObject({ data: { status: "IN_PROGRESS", progress: "50%" } });
  expect((await poll(id)).body).toMatchObject({
    data: {
      status: "SUCCESS",
      progress: "100%",
      fail_reason: "",
      result_url: expect.stringContaining("/video.mp4?"),
      data: {
        id: expect.stringMatching(/^cgt-/),
        model: "doubao-seedance-2-0-fast-260128",
        status: "succeeded",
        content: { video_url: expect.any(String), last_frame_url: expect.any(String) },
        usage: { completion_tokens: 108_900, total_tokens: 108_900 },
      },
    },
  });
});

test("describes the same task flat on the compatible path, and hands out the clip there", async () => {
  const { submitted, call } = await startMock(format, { progress });
  const id = await submitted(request);
  expect((await call("GET", `/v1/videos/${id}`)).body).toMatchObject({
    id,
    object: "video",
    status: "queued",
    metadata: { url: "" },
  });
  expect((await call("GET", `/v1/videos/${id}/content`)).status).toBe(400);
  await call("GET", `/v1/videos/${id}`);
  expect((await call("GET", `/v1/videos/${id}`)).body).toMatchObject({ status: "completed", progress: 100 });
});

test("hands out the clip's bytes under the key once it is ready", async () => {
  const { mock, submitted, poll } = await startMock(format, { progress: { mode: "immediate" } });
  const id = await submitted(request);
  await poll(id);
  const url = `${mock.urlOf(format)}/v1/videos/${id}/content`;
  const response = await mock.fetch(new Request(url, { headers: { authorization: "Bearer k" } }));
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "video/mp4"]);
});

test("tells a failed task's reason", async () => {
  const scenario = { rules: [{ fault: "task_fails", with: { message: "No faces, please" } }] };
  const { submitted, poll } = await startMock(format, { progress: { mode: "immediate" }, scenario });
  expect((await poll(await submitted(request))).body).toMatchObject({
    code: "success",
    data: { status: "FAILURE", progress: "100%", fail_reason: "No faces, please" },
  });
});

test.each([
  ["no_balance", 402, { error: { message: "Insufficient balance", code: "insufficient_quota" } }],
  ["server_error", 500, { code: "do_request_failed", message: expect.any(String), data: null }],
  ["rate_limited", 429, { error: { message: expect.any(String), type: "new_api_error", code: "" } }],
])("words %s as the part of the relay does that refuses", async (fault, status, body) => {
  const { submit } = await startMock(format, { scenario: { rules: [{ fault }] } });
  expect(await submit(request)).toMatchObject({ status, body });
});

test.each([
  ["size alone", { size: "1080x1920" }, { width: 1080, height: 1920, ratio: "9:16", resolution: "1080p" }],
  ["nothing", { size: undefined }, { width: 480, height: 854, ratio: "9:16", resolution: "480p" }],
  [
    "resolution and ratio, which win over size",
    { metadata: { resolution: "480p", ratio: "1:1" } },
    { width: 640, height: 640, ratio: "1:1", resolution: "480p" },
  ],
])("takes the picture's size from %s", async (_name, change, requested) => {
  const { mock, submitted } = await startMock(format);
  await submitted({ ...request, model: "doubao-seedance-2-0", ...change });
  expect(mock.tasks[0]?.requested).toMatchObject(requested);
});

test("seconds win over their alias", async () => {
  const { mock, submitted } = await startMock(format);
  await submitted({ ...request, seconds: "7", duration: 9 });
  await submitted({ ...request, seconds: undefined, duration: 9 });
  expect(mock.tasks.map(({ requested }) => requested.seconds)).toEqual([7, 9]);
});

test("answers in the shapes that were seen besides, where asked to", async () => {
  const older = await startMock(format, { progress: { mode: "immediate" }, variants: { [format]: "output-url" } });
  expect((await older.poll(await older.submitted(request))).body).toMatchObject({
    object: "video",
    status: "completed",
    progress: 100,
    output: { video_url: expect.any(String) },
    usage: { total_tokens: 108_900 },
  });
  await expect(startMock(format, { variants: { [format]: "none" } })).rejects.toThrow("flat-video, output-url");
});
