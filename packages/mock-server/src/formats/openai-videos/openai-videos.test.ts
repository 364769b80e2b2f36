import { expect, test } from "vitest";
import { objectsAt, textAt } from "../../testing/read-answer.ts";
import { goodKey, startMock } from "../../testing/start-mock.ts";

const format = "openai-videos";
const createdAt = 1_767_225_600;
const timed = { mode: "time", queuedSeconds: 10, runningSeconds: 40 } as const;

test("shows a video queued, in progress and completed, without any link", async () => {
  const { mock, submit, poll } = await startMock(format, { progress: timed });
  const { body } = await submit();
  const id = textAt(body, "id");
  const head = {
    id: expect.stringMatching(/^video_[a-z0-9]{32}$/),
    object: "video",
    model: "sora-2",
    created_at: createdAt,
    completed_at: null,
    expires_at: null,
    prompt: "A cat stretches in the morning light",
    size: "1280x720",
    seconds: "8",
    remixed_from_video_id: null,
    error: null,
  };
  expect(body).toEqual({ ...head, status: "queued", progress: 0 });
  mock.clock.advance(30_000);
  expect((await poll(id)).body).toEqual({ ...head, status: "in_progress", progress: 50 });
  mock.clock.advance(20_000);
  await poll(id);
  expect((await poll(id)).body).toEqual({
    ...head,
    status: "completed",
    progress: 100,
    completed_at: createdAt + 50,
    expires_at: createdAt + 50 + 3600,
  });
});

test("takes a form for the JSON that says the same", async () => {
  const { mock } = await startMock(format);
  const form = new FormData();
  form.set("prompt", "From this frame on");
  form.set("seconds", "12");
  form.set("size", "720x1280");
  form.set("input_reference", new File([Uint8Array.of(1, 2, 3)], "first.png", { type: "image/png" }));
  const send = (body: FormData) =>
    mock.fetch(new Request(`${mock.urlOf(format)}/v1/videos`, { method: "POST", headers: goodKey, body }));
  expect((await send(form)).status).toBe(200);
  expect(mock.tasks[0]?.requested).toMatchObject({ prompt: "From this frame on", seconds: 12, mediaInput: true });
  form.set("seconds", "5");
  expect((await send(form)).status).toBe(400);
});

test("reads an object that a form spells with brackets", async () => {
  const { mock } = await startMock(format);
  const form = new FormData();
  form.set("prompt", "A cat");
  form.set("input_reference[image_url]", "https://assets.example.com/first.png");
  const body = await new Response(form).arrayBuffer();
  const type = new Response(form).headers.get("content-type") ?? "";
  expect(type).toContain("multipart/form-data");
  const request = new Request(`${mock.urlOf(format)}/v1/videos`, { method: "POST", headers: goodKey, body: form });
  expect((await mock.fetch(request)).status).toBe(200);
  expect(mock.requests.at(-1)?.body).toMatchObject({ input_reference: { image_url: expect.any(String) } });
  expect(body.byteLength).toBeGreaterThan(0);
});

test("refuses a form that is cut off", async () => {
  const { call } = await startMock(format);
  const { status, body } = await call("POST", "/v1/videos", {
    headers: { ...goodKey, "content-type": "multipart/form-data; boundary=cut" },
    body: '--cut\r\nContent-Disposition: form-data; name="prompt"\r\n\r\nA c',
  });
  expect([status, body]).toMatchObject([400, { error: { code: "invalid_json" } }]);
});

test("pages by cursor in both orders", async () => {
  const { submitted, call } = await startMock(format);
  const ids = [await submitted(), await submitted(), await submitted()];
  const page = async (query: string) => {
    const { body } = await call("GET", `/v1/videos?${query}`);
    return { ids: objectsAt(body, "data").map(({ id }) => id), more: body["has_more"], last: body["last_id"] };
  };
  expect(await page("limit=2")).toEqual({ ids: [ids[2], ids[1]], more: true, last: ids[1] });
  expect(await page(`limit=2&after=${ids[1]}`)).toEqual({ ids: [ids[0]], more: false, last: ids[0] });
  expect(await page("order=asc&limit=1")).toEqual({ ids: [ids[0]], more: true, last: ids[0] });
  expect(await page("limit=0")).toEqual({ ids: [], more: true, last: null });
});

test.each(["limit=101", "limit=x", "order=newest", "after=video_of_nobody"])(
  "refuses a list with %s",
  async (query) => {
    const { call } = await startMock(format);
    const { status, body } = await call("GET", `/v1/videos?${query}`);
    expect([status, body]).toMatchObject([400, { error: { param: query.split("=")[0] } }]);
  },
);

test("deletes a finished video, and none that is unfinished", async () => {
  const { mock, submitted, poll, call } = await startMock(format, { progress: { ...timed, minimumPolls: 0 } });
  const id = await submitted();
  expect((await call("DELETE", `/v1/videos/${id}`)).status).toBe(400);
  mock.clock.advance(20_000);
  expect((await call("DELETE", `/v1/videos/${id}`)).status).toBe(400);
  mock.clock.advance(30_000);
  expect((await call("DELETE", `/v1/videos/${id}`)).body).toEqual({ id, object: "video.deleted", deleted: true });
  expect((await poll(id)).status).toBe(404);
});

test.each([
  ["", 200, "video/mp4"],
  ["?variant=video", 200, "video/mp4"],
  ["?variant=thumbnail", 200, "image/webp"],
  ["?variant=spritesheet", 200, "image/jpeg"],
  ["?variant=trailer", 400, "application/json; charset=utf-8"],
])("returns content%s with %i", async (query, status, type) => {
  const { mock, submitted, poll } = await startMock(format, { progress: { mode: "immediate" } });
  const id = await submitted();
  await poll(id);
  const url = `${mock.urlOf(format)}/v1/videos/${id}/content${query}`;
  const answer = await mock.fetch(new Request(url, { headers: goodKey }));
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, type]);
});

test("returns nothing without the key", async () => {
  const { mock, submitted } = await startMock(format, { progress: { mode: "immediate" } });
  const answer = await mock.fetch(new Request(`${mock.urlOf(format)}/v1/videos/${await submitted()}/content`));
  expect(answer.status).toBe(401);
});
