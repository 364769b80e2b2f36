import { expect, test } from "vitest";
import { textAt } from "../testing/read-answer.ts";
import { sampleRequest } from "../testing/sample-requests.ts";
import { startMock } from "../testing/start-mock.ts";
import type { TestMock } from "../testing/start-mock.ts";

const quick = { progress: { mode: "immediate" } } as const;

async function setup(): Promise<TestMock & { readonly link: string; readonly frameLink: string }> {
  const started = await startMock("wisgate", quick);
  const { body } = await started.poll(
    await started.submitted({ ...sampleRequest("wisgate"), return_last_frame: true }),
  );
  const [link, frameLink] = [textAt(body, "content", "video_url"), textAt(body, "content", "last_frame_url")];
  return { ...started, link, frameLink };
}

function get(link: string, headers: Readonly<Record<string, string>> = {}, method = "GET"): Request {
  return new Request(link, { method, headers });
}

test("a link gives an MP4, without a key, and the same bytes every time", async () => {
  const { mock, link } = await setup();
  const first = await mock.fetch(get(link));
  expect(first.status).toBe(200);
  expect(first.headers.get("content-type")).toBe("video/mp4");
  expect(first.headers.get("accept-ranges")).toBe("bytes");
  const bytes = Buffer.from(await first.arrayBuffer());
  expect(first.headers.get("content-length")).toBe(String(bytes.length));
  expect(bytes.subarray(4, 8).toString("latin1")).toBe("ftyp");
  expect(Buffer.from(await (await mock.fetch(get(link))).arrayBuffer()).equals(bytes)).toBe(true);
});

test("the last frame is a PNG", async () => {
  const { mock, frameLink } = await setup();
  const response = await mock.fetch(get(frameLink));
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(
    Buffer.from(await response.arrayBuffer())
      .subarray(1, 4)
      .toString("latin1"),
  ).toBe("PNG");
});

test("the stretches of a broken download join to the whole", async () => {
  const { mock, link } = await setup();
  const whole = Buffer.from(await (await mock.fetch(get(link))).arrayBuffer());
  const head = await mock.fetch(get(link, { range: "bytes=0-999" }));
  const etag = head.headers.get("etag") ?? "";
  const tail = await mock.fetch(get(link, { range: "bytes=1000-", "if-range": etag }));
  expect([head.status, tail.status]).toEqual([206, 206]);
  expect(tail.headers.get("content-range")).toBe(`bytes 1000-${whole.length - 1}/${whole.length}`);
  const joined = Buffer.concat([Buffer.from(await head.arrayBuffer()), Buffer.from(await tail.arrayBuffer())]);
  expect(joined.equals(whole)).toBe(true);
});

test("a range of another version gives the whole", async () => {
  const { mock, link } = await setup();
  expect((await mock.fetch(get(link, { range: "bytes=5-", "if-range": '"other"' }))).status).toBe(200);
});

test("a range past the end is refused with the length", async () => {
  const { mock, link } = await setup();
  const response = await mock.fetch(get(link, { range: "bytes=99999999-" }));
  expect(response.status).toBe(416);
  expect(response.headers.get("content-range")).toMatch(/^bytes \*\/\d+$/);
});

test("a caller who has the clip gets no bytes", async () => {
  const { mock, link } = await setup();
  const etag = (await mock.fetch(get(link))).headers.get("etag") ?? "";
  for (const value of [etag, `"x", W/${etag}`, "*"]) {
    // oxlint-disable-next-line no-await-in-loop -- in-process, and few
    const response = await mock.fetch(get(link, { "if-none-match": value }));
    expect([response.status, response.headers.get("etag"), await response.text()]).toEqual([304, etag, ""]);
  }
  expect((await mock.fetch(get(link, { "if-none-match": '"x"' }))).status).toBe(200);
});

test("HEAD returns the length and sends nothing", async () => {
  const { mock, link } = await setup();
  const whole = await (await mock.fetch(get(link))).arrayBuffer();
  const response = await mock.fetch(get(link, {}, "HEAD"));
  expect([response.status, response.headers.get("content-length")]).toEqual([200, String(whole.byteLength)]);
  expect(await response.text()).toBe("");
});

test("a link dies on the mock's clock, and a poll gives a fresh one only while the format says so", async () => {
  const { mock, facts, link } = await setup();
  mock.clock.advance(facts.linkLifeSeconds.value * 1000 - 1000);
  expect((await mock.fetch(get(link))).status).toBe(200);
  mock.clock.advance(1000);
  const dead = await mock.fetch(get(link));
  expect([dead.status, await dead.text()]).toEqual([403, "The link has expired"]);
});

test.each([
  ["a changed signature", (link: string) => link.replace(/signature=./, "signature=x"), 403],
  ["no signature", (link: string) => link.replace(/&signature=.*/, ""), 403],
  ["a longer life", (link: string) => link.replace(/expires=\d+/, "expires=9999999999"), 403],
  ["another file", (link: string) => link.replace("video.mp4", "other.mp4"), 403],
])("refuses a link with %s", async (_name, change, status) => {
  const { mock, link } = await setup();
  expect((await mock.fetch(get(change(link)))).status).toBe(status);
});

test("a clip cannot be posted to", async () => {
  const { mock, link } = await setup();
  const response = await mock.fetch(get(link, {}, "POST"));
  expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});

test("the journal shows a download without the signature", async () => {
  const { mock, link } = await setup();
  await mock.fetch(get(link));
  expect(mock.requests.at(-1)).toMatchObject({ operation: "download", status: 200, taskId: mock.tasks[0]?.id });
  expect(JSON.stringify(mock.requests)).not.toContain("signature");
});
