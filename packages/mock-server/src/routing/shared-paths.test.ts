import { describe, expect, onTestFinished, test } from "vitest";
import { createMockServer } from "../create-mock-server.ts";
import type { MockServer } from "../create-mock-server.ts";
import { playableFormats } from "../formats/mount.ts";
import { readAnswer, taskIdOf } from "../testing/read-answer.ts";
import { goodKey } from "../testing/start-mock.ts";

const content = [{ type: "text", text: "A cat" }];

async function setup(formats?: readonly string[]): Promise<MockServer> {
  const mock = await createMockServer({ clock: "manual", ...(formats && { formats }) });
  onTestFinished(() => mock.close());
  return mock;
}

function send(mock: MockServer, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { ...goodKey, ...(body instanceof FormData ? {} : { "content-type": "application/json" }) };
  const written = body instanceof FormData || body === undefined ? body : JSON.stringify(body);
  return mock.fetch(new Request(mock.url + path, { method, headers, ...(written && { body: written }) }));
}

function form(): FormData {
  const fields = new FormData();
  fields.set("prompt", "A cat");
  return fields;
}

const bodies: readonly (readonly [string, string, unknown])[] = [
  ["typed content", "3hei", { model: "doubao-seedance-2-0", content }],
  ["images", "wisgate-videos", { prompt: "A cat", images: ["https://example.com/a.png"] }],
  ["videos", "wisgate-videos", { prompt: "A cat", mode: "r2v", videos: ["https://example.com/a.mp4"] }],
  ["pixels with whole seconds", "wisgate-videos", { prompt: "A cat", size: "1280x720", duration: 5 }],
  ["pixels with seconds in digits", "openai-videos", { prompt: "A cat", size: "1280x720", seconds: "4" }],
  ["a prompt alone", "openai-videos", { prompt: "A cat" }],
  ["a form", "openai-videos", form()],
];

describe.each([
  ["in their usual order", undefined],
  ["in reverse", playableFormats.toReversed()],
])("with the formats %s", (_, formats) => {
  test.each(bodies)("a submit with %s is for %s, and its polls follow it", async (_what, format, body) => {
    const mock = await setup(formats);
    const submitted = await readAnswer(await send(mock, "POST", "/v1/videos", body));
    expect(submitted.status).toBe(200);
    expect(mock.tasks.map((task) => task.format)).toEqual([format]);
    const polled = await send(mock, "GET", `/v1/videos/${taskIdOf(submitted.body)}`);
    expect([polled.status, mock.requests.at(-1)?.format]).toEqual([200, format]);
  });
});

test("a submit that no format claims gets a list of the formats", async () => {
  const { status, body } = await readAnswer(await send(await setup(), "POST", "/v1/videos", { model: "sora-2" }));
  expect([status, body]).toMatchObject([404, { error: { code: "ambiguous_path" } }]);
});

test("a format that yields its paths answers at the root only for its own tasks", async () => {
  const path = "/api/v3/contents/generations/tasks";
  const mock = await setup();
  await send(mock, "POST", path, { model: "doubao-seedance-2.0", content, duration: 5 });
  const { body } = await readAnswer(
    await send(mock, "POST", `/ark${path}`, { model: "doubao-seedance-2-0-260128", content }),
  );
  expect(mock.tasks.map(({ format }) => format)).toEqual(["wisgate", "ark"]);
  expect((await send(mock, "GET", `${path}/${taskIdOf(body)}`)).status).toBe(200);
  expect(mock.requests.at(-1)?.format).toBe("ark");
});
