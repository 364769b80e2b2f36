import { connect } from "node:net";
import type { JsonObject } from "@shotlist/schema";
import { expect, onTestFinished, test } from "vitest";
import { createMockServer } from "../create-mock-server.ts";
import type { MockServer } from "../create-mock-server.ts";
import type { MockServerOptions } from "../world/mock-server-options.ts";
import { readAnswer, taskIdOf, textAt } from "../testing/read-answer.ts";
import { sampleRequest } from "../testing/sample-requests.ts";
import { goodKey } from "../testing/start-mock.ts";

const path = "/api/v3/contents/generations/tasks";
const headers = { ...goodKey, "content-type": "application/json" };

async function setup(options: MockServerOptions = {}): Promise<MockServer> {
  const mock = await createMockServer({ clock: "manual", format: "wisgate", ...options });
  onTestFinished(() => mock.close());
  return mock;
}

/** Sends bytes as they are and gives back the first answer, head and body. */
function raw(mock: MockServer, text: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1", () => void socket.write(text));
  let received = "";
  socket.on("data", (chunk) => {
    received += chunk.toString("latin1");
    const bodyStart = received.indexOf("\r\n\r\n") + 4;
    const length = /content-length: (\d+)/i.exec(received)?.[1];
    if (bodyStart > 4 && received.length >= bodyStart + Number(length)) {
      resolve(received);
      socket.destroy();
    }
  });
  socket.on("error", reject);
  socket.on("close", () => resolve(received));
  return promise;
}

test("serves the whole lifecycle over a socket", async () => {
  const mock = await setup({ progress: { mode: "polls", polls: 2 } });
  const body = JSON.stringify(sampleRequest("wisgate"));
  const submitted = await readAnswer(await fetch(mock.url + path, { method: "POST", headers, body }));
  const poll = async (): Promise<JsonObject> =>
    (await readAnswer(await fetch(`${mock.url}${path}/${taskIdOf(submitted.body)}`, { headers }))).body;
  expect([(await poll())["status"], (await poll())["status"]]).toEqual(["queued", "running"]);
  const done = await poll();
  expect(done["status"]).toBe("succeeded");
  const clip = await fetch(textAt(done, "content", "video_url"));
  expect(clip.status).toBe(200);
  expect((await clip.arrayBuffer()).byteLength).toBe(Number(clip.headers.get("content-length")));
});

type Send = (mock: MockServer, request: Request) => Promise<Response>;

async function transcript(send: Send): Promise<unknown> {
  const mock = await setup({ progress: { mode: "polls", polls: 1 } });
  const ask = async (method: string, target: string, body?: unknown): Promise<unknown> => {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await send(mock, new Request(mock.url + target, { method, headers, ...content }));
    const kept = [...response.headers].filter(([name]) => !["date", "connection", "keep-alive"].includes(name));
    return { status: response.status, headers: kept, text: (await response.text()).replaceAll(mock.url, "") };
  };
  const submitted = await ask("POST", path, sampleRequest("wisgate"));
  const id = mock.tasks[0]?.id;
  return [
    submitted,
    await ask("GET", `${path}/${id}`),
    await ask("GET", `${path}/${id}`),
    await ask("POST", path, {}),
    await ask("GET", "/x"),
  ];
}

test("gives the same answers with and without a socket", async () => {
  const throughSocket = await transcript((_mock, request) => fetch(request));
  expect(throughSocket).toEqual(await transcript((mock, request) => mock.fetch(request)));
});

test("answers a body over the documented limit from its declared length, before the bytes come", async () => {
  const mock = await setup();
  const answer = await raw(
    mock,
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer k\r\nContent-Type: application/json\r\nContent-Length: 67108865\r\n\r\n{`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toContain("67108864");
});

test("answers a chunked body as soon as it passes the limit", async () => {
  const mock = await setup();
  const chunk = "x".repeat(700_000);
  const encoded = `${chunk.length.toString(16)}\r\n${chunk}\r\n`;
  const answer = await raw(
    mock,
    `POST /nowhere HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n${encoded}${encoded}${encoded}0\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
});

test("takes a body of several megabytes", async () => {
  const mock = await setup();
  const image = `data:image/png;base64,${"A".repeat(6_000_000)}`;
  const body = {
    model: "doubao-seedance-2.0",
    content: [{ type: "image_url", image_url: { url: image }, role: "first_frame" }],
    duration: 5,
  };
  const response = await fetch(mock.url + path, { method: "POST", headers, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  // Media given as Base64 stays out of the journal.
  expect(mock.requests.at(-1)?.body).toBeUndefined();
});

test("refuses to listen where other machines could reach it, unless allowed", async () => {
  await expect(createMockServer({ host: "0.0.0.0" })).rejects.toThrow("allowRemote");
  const mock = await createMockServer({ host: "0.0.0.0", allowRemote: true });
  expect((await fetch(`${mock.url}/__mock/health`)).status).toBe(200);
  expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:/);
  await mock.close();
});

const head = "HTTP/1.1\r\nHost: mock.internal:8080\r\nAuthorization: Bearer k\r\n";

test("links to clips start with the name under which the caller reached the server", async () => {
  const mock = await setup({ progress: { mode: "immediate" }, allowHosts: ["mock.internal"] });
  const body = JSON.stringify(sampleRequest("wisgate"));
  const length = Buffer.byteLength(body);
  await raw(mock, `POST ${path} ${head}Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`);
  const answer = await raw(mock, `GET ${path}/${mock.tasks[0]?.id} ${head}\r\n`);
  expect(answer).toContain(`"video_url":"http://mock.internal:8080/__clips/${mock.tasks[0]?.id}/video.mp4?expires=`);
});

test("says so when the port is taken", async () => {
  const mock = await setup();
  const port = Number(new URL(mock.url).port);
  await expect(createMockServer({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("two servers know nothing of each other", async () => {
  const [one, other] = [await setup(), await setup()];
  await fetch(one.url + path, { method: "POST", headers, body: JSON.stringify(sampleRequest("wisgate")) });
  expect([one.tasks.length, other.tasks.length, other.requests.length]).toEqual([1, 0, 0]);
});

function renderClip(): never {
  throw new Error("no paint left");
}

test("survives its own failure", async () => {
  const mock = await setup({ progress: { mode: "immediate" }, renderClip });
  const body = JSON.stringify(sampleRequest("wisgate"));
  const submitted = await readAnswer(await fetch(mock.url + path, { method: "POST", headers, body }));
  const done = await readAnswer(await fetch(`${mock.url}${path}/${taskIdOf(submitted.body)}`, { headers }));
  const clip = await readAnswer(await fetch(textAt(done.body, "content", "video_url")));
  expect(clip).toMatchObject({
    status: 500,
    body: { error: { message: "Internal error in the mock: no paint left" } },
  });
  expect((await fetch(`${mock.url}/__mock/health`)).status).toBe(200);
});
