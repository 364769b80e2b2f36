import { expect, test } from "vitest";
import { startMock } from "../testing/start-mock.ts";

async function liveOnce() {
  const started = await startMock("wisgate", { progress: { mode: "polls", polls: 0 } });
  const id = await started.submitted();
  await started.poll(id);
  return { ...started, id };
}

test("exports requests with their answers as lines of JSON", async () => {
  const { mock, id } = await liveOnce();
  const lines = mock.requests.toJsonLines().trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { number: 1, operation: "submit", taskId: id, authorized: true, request: { duration: 5 }, response: { id } },
    { number: 2, operation: "poll", taskId: id, response: { id, status: "succeeded" } },
  ]);
});

test("exports an HTTP archive", async () => {
  const { mock, id } = await liveOnce();
  const path = "/wisgate/api/v3/contents/generations/tasks";
  expect(mock.requests.toHar()).toMatchObject({
    log: {
      version: "1.2",
      entries: [
        { startedDateTime: "2026-01-01T00:00:00.000Z", request: { method: "POST", url: mock.url + path } },
        { request: { method: "GET", url: `${mock.url}${path}/${id}` }, response: { status: 200 }, _operation: "poll" },
      ],
    },
  });
});

test.each(["har", "jsonl"])("%s is served too, and holds neither a key nor a signature", async (kind) => {
  const { mock, id } = await liveOnce();
  const text = await (await mock.fetch(new Request(`${mock.url}/__mock/requests/${kind}`))).text();
  expect(text).toContain(id);
  expect(text).toContain("video.mp4?expires=");
  expect(text).toContain("signature=REDACTED");
  expect(text).not.toMatch(/test-key|signature=[0-9a-f]/);
});

test("an answer that is not JSON is exported as its text", async () => {
  const { mock, call } = await startMock("wisgate", { scenario: { rules: [{ fault: "malformed_json" }] } });
  await call("GET", "/api/v3/contents/generations/tasks").catch(() => undefined);
  expect(JSON.parse(mock.requests.toJsonLines())).toMatchObject({ text: expect.stringMatching(/^\{,/) });
  expect(mock.requests.toHar()).toMatchObject({
    log: { entries: [{ response: { content: { mimeType: "text/plain", text: expect.stringMatching(/^\{,/) } } }] },
  });
});
