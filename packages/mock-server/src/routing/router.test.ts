import { expect, test } from "vitest";
import { createMockServer } from "../create-mock-server.ts";
import type { MockServer } from "../create-mock-server.ts";
import type { MockServerOptions } from "../world/mock-server-options.ts";
import { goodKey, startMock } from "../testing/start-mock.ts";
import { sampleRequest } from "../testing/sample-requests.ts";
import { onTestFinished } from "vitest";
import { readAnswer, taskIdOf } from "../testing/read-answer.ts";
import type { ReadAnswer } from "../testing/read-answer.ts";

async function setup(options: MockServerOptions = {}): Promise<MockServer> {
  const mock = await createMockServer({ clock: "manual", ...options });
  onTestFinished(() => mock.close());
  return mock;
}

async function post(mock: MockServer, path: string, body: unknown): Promise<ReadAnswer> {
  const headers = { ...goodKey, "content-type": "application/json" };
  return readAnswer(
    await mock.fetch(new Request(mock.url + path, { method: "POST", headers, body: JSON.stringify(body) })),
  );
}

async function get(mock: MockServer, path: string): Promise<ReadAnswer> {
  return readAnswer(await mock.fetch(new Request(mock.url + path, { headers: goodKey })));
}

test("the root serves the paths that one format owns", async () => {
  const mock = await setup();
  expect((await post(mock, "/api/v3/contents/generations/tasks", sampleRequest("wisgate"))).status).toBe(200);
  expect((await post(mock, "/v1/videos/generations", sampleRequest("toapis"))).status).toBe(200);
  expect((await post(mock, "/v1/videos", sampleRequest("3hei"))).status).toBe(200);
  expect(mock.tasks.map(({ format }) => format)).toEqual(["wisgate", "toapis", "3hei"]);
});

test("a path that formats share needs the format in front of it, or a server of one format", async () => {
  const mock = await setup();
  const { status, body } = await post(mock, "/v1/video/generations", sampleRequest("relaydance"));
  expect(status).toBe(404);
  expect(body).toMatchObject({ error: { message: expect.stringContaining("/gogogotoken, /relaydance") } });
  const single = await setup({ format: "relaydance" });
  expect((await post(single, "/v1/video/generations", sampleRequest("relaydance"))).status).toBe(200);
});

test("polls on a shared path go by the task", async () => {
  const mock = await setup();
  for (const format of ["gogogotoken", "relaydance"]) {
    // oxlint-disable-next-line no-await-in-loop -- one format after the other
    const submitted = await post(mock, `/${format}/v1/video/generations`, sampleRequest(format));
    // oxlint-disable-next-line no-await-in-loop -- one format after the other
    expect((await get(mock, `/v1/video/generations/${taskIdOf(submitted.body)}`)).status).toBe(200);
    expect(mock.requests.at(-1)?.format).toBe(format);
  }
});

test("one format's task is unknown to the others", async () => {
  const { mock, submitted } = await startMock("gogogotoken");
  const id = await submitted();
  expect((await get(mock, `/relaydance/v1/video/generations/${id}`)).status).toBe(404);
});

test("a path of nobody says where the formats are", async () => {
  const mock = await setup({ formats: ["wisgate", "3hei"] });
  const { status, body } = await get(mock, "/v1/nothing");
  expect([status, body]).toMatchObject([404, { error: { message: expect.stringContaining("/wisgate, /3hei") } }]);
});

test("refuses formats that it does not know", async () => {
  await expect(createMockServer({ formats: ["nobody"] })).rejects.toThrow('no mock for the format "nobody"');
  const mock = await setup({ formats: ["wisgate"] });
  expect(() => mock.urlOf("toapis")).toThrow("does not serve");
});
