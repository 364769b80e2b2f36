import { type JsonObject, present } from "@shotlist/schema";
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

test("describes the same task flat on the compatible path, and returns the clip there", async () => {
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

test("returns the clip's bytes under the key once it is ready", async () => {
  const { mock, submitted, poll } = await startMock(format, { progress: { mode: "immediate" } });
  const id = await submitted(request);
  await poll(id);
  const url = `${mock.urlOf(format)}/v1/videos/${id}/content`;
  const response = await mock.fetch(new Request(url, { headers: { authorization: "Bearer k" } }));
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "video/mp4"]);
});

test("reports a failed task's reason", async () => {
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

test.each<[string, { size?: string | undefined; metadata?: JsonObject }, object]>([
  ["size alone", { size: "1080x1920" }, { width: 1080, height: 1920, ratio: "9:16", resolution: "1080p" }],
  ["a named size", { size: "480p" }, { width: 864, height: 496, ratio: "16:9", resolution: "480p" }],
  [
    "a named size and a ratio",
    { size: "1080p", metadata: { ratio: "9:16" } },
    { width: 1080, height: 1920, ratio: "9:16", resolution: "1080p" },
  ],
  ["nothing", { size: undefined }, { width: 1280, height: 720, ratio: "16:9", resolution: "720p" }],
  [
    "resolution and ratio, which win over size",
    { metadata: { resolution: "480p", ratio: "1:1" } },
    { width: 640, height: 640, ratio: "1:1", resolution: "480p" },
  ],
])("takes the picture's size from %s", async (_name, change, requested) => {
  const { mock, submitted } = await startMock(format);
  await submitted(present({ ...request, model: "doubao-seedance-2-0", ...change }));
  expect(mock.tasks[0]?.requested).toMatchObject(requested);
});

test("seconds win over their alias", async () => {
  const { mock, submitted } = await startMock(format);
  await submitted({ ...request, seconds: "7", duration: 9 });
  const { seconds: _seconds, ...silent } = request;
  await submitted({ ...silent, duration: 9 });
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

const named = { model: "doubao-seedance-2-0", prompt: "A cat" };

test.each([
  ["2026-05", { size: "1280x720" }, 200],
  ["2026-05", { model: "doubao-seedance-2-0-mini" }, 503],
  ["2026-07", { size: "1280x720" }, 400],
  ["2026-07", { model: "doubao-seedance-2-0-mini" }, 200],
  [undefined, { size: "1280x720" }, 200],
  [undefined, { model: "doubao-seedance-2-0-mini" }, 200],
  ["2026-07", { model: "doubao-seedance-2-5" }, 503],
  ["2026-11", { model: "doubao-seedance-2-5", seconds: "-1", metadata: { output_format: "mov" } }, 200],
  ["2026-11", { model: "doubao-seedance-2-5", size: "1080p" }, 400],
  ["2026-11", { model: "doubao-seedance-2-5", seconds: "31" }, 400],
  ["ended", {}, 404],
])("plays the edition %s: %j is answered with %i", async (edition, fields, status) => {
  const { submit } = await startMock(format, edition === undefined ? {} : { edition });
  expect((await submit({ ...named, ...fields })).status).toBe(status);
});

test("still answers for tasks of an API that has ended, and takes no more", async () => {
  const { call, submit } = await startMock(format, { edition: "ended" });
  expect((await submit(named)).body).toMatchObject({ error: { message: "The vendor has shut down this API" } });
  expect((await call("GET", "/v1/models")).status).toBe(200);
});

test("makes the smallest portrait clip of a body without a size, as the edition of 2026-05 says", async () => {
  const { mock, submitted } = await startMock(format, { edition: "2026-05" });
  await submitted(named);
  expect(mock.tasks[0]?.requested).toMatchObject({ width: 480, height: 854, ratio: "9:16", resolution: "480p" });
});

test("refuses an edition that no format served here has, with those that there are", async () => {
  await expect(startMock(format, { formats: [format], edition: "2025-01" })).rejects.toThrow(
    'No format of this server has the edition "2025-01"; available: 2026-05, 2026-07, 2026-11, ended',
  );
});

test.each(["2026-07", "2026-11"])("answers a resolution in pixels with its own code since %s", async (edition) => {
  const { submit } = await startMock(format, { edition });
  const { status, body } = await submit(request);
  expect([status, body]).toMatchObject([400, { code: "invalid_resolution", message: expect.stringContaining("size") }]);
  const inMetadata = { model: request.model, prompt: "A watch", metadata: { resolution: "1280x720" } };
  expect((await submit(inMetadata)).body).toMatchObject({ code: "invalid_resolution" });
  expect((await submit({ ...inMetadata, prompt: 7 })).body).toMatchObject({ code: "invalid_request" });
});

test("takes a resolution in pixels where no edition is named, and in the one of the seed", async () => {
  for (const options of [{}, { edition: "2026-05" }]) {
    // oxlint-disable-next-line no-await-in-loop -- one server after the other
    const { submit } = await startMock(format, options);
    expect((await submit(request)).status).toBe(200);
  }
});
