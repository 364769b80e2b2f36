import { once } from "node:events";
import { createServer, request as httpRequest } from "node:http";
import type { IncomingMessage, RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { createMockServer } from "@shotlist/mock-server";
import { describe, expect, onTestFinished, test } from "vitest";
import { openRecordingProxy } from "./open-recording-proxy.ts";
import type { RecordingProxy } from "./open-recording-proxy.ts";

const path = "/api/v3/contents/generations/tasks";

async function startEndpoint(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a listening TCP server has one of these
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function openProxy(baseUrl: string): Promise<RecordingProxy> {
  const proxy = await openRecordingProxy({ format: "wisgate", baseUrl });
  onTestFinished(proxy.close);
  return proxy;
}

/** A call whose address is sent exactly as written. */
async function callRaw(proxy: RecordingProxy, address: string): Promise<number | undefined> {
  const { port } = new URL(proxy.url);
  const call = httpRequest({ host: "127.0.0.1", port, path: address });
  call.end();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the event of a client request carries
  const [response] = (await once(call, "response")) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

test("a client that is pointed at the proxy sees what the endpoint says, and the session is kept", async () => {
  await using mock = await createMockServer({ clock: "manual", formats: ["wisgate"] });
  const proxy = await openProxy(mock.urlOf("wisgate"));
  const headers = { authorization: "Bearer canary-key-of-a-client", "content-type": "application/json" };
  const body = JSON.stringify({ model: "doubao-seedance-2.0", content: [{ type: "text", text: "A canary" }] });
  const submitted = await fetch(`${proxy.url}${path}`, { method: "POST", headers, body });
  const { id } = await submitted.json();
  expect(mock.tasks.map((task) => task.id)).toEqual([id]);
  expect(mock.requests.at(0)).toMatchObject({ operation: "submit" });
  expect(await (await fetch(`${proxy.url}${path}/${id}`, { headers })).json()).toMatchObject({ id, status: "queued" });
  const { entries } = proxy.recording();
  expect(entries.map(({ method, status, url }) => [method, status, url])).toEqual([
    ["POST", 200, path],
    ["GET", 200, `${path}/cgt-recorded-1`],
  ]);
  expect(JSON.stringify(entries)).not.toContain("canary");
  expect(new URL(proxy.url).hostname).toBe("127.0.0.1");
});

describe("the proxy", () => {
  test("hands the key, the body and plain headers on, and packed answers back unpacked", async () => {
    const seen: { readonly headers: IncomingMessage["headers"]; readonly url: string | undefined }[] = [];
    const endpoint = await startEndpoint((request, response) => {
      seen.push({ headers: request.headers, url: request.url });
      response.writeHead(200, { "content-encoding": "gzip", "content-type": "application/json", "x-request-id": "r1" });
      response.end(gzipSync('{"id":"cgt-1"}'));
    });
    const proxy = await openProxy(`${endpoint}/relay`);
    const response = await fetch(`${proxy.url}${path}?a=1`, { headers: { authorization: "Bearer k", "x-own": "1" } });
    expect(await response.json()).toEqual({ id: "cgt-1" });
    expect(response.headers.get("x-request-id")).toBe("r1");
    expect(seen).toMatchObject([{ url: `/relay${path}?a=1`, headers: { authorization: "Bearer k", "x-own": "1" } }]);
  });

  test("hands a redirect back and does not follow it, and fetches no link that an answer names", async () => {
    const asked: (string | undefined)[] = [];
    const endpoint = await startEndpoint((request, response) => {
      asked.push(request.url);
      response.writeHead(307, { location: "http://127.0.0.1:9/elsewhere", "content-type": "application/json" });
      response.end('{"content":{"video_url":"http://127.0.0.1:9/clip.mp4"}}');
    });
    const proxy = await openProxy(endpoint);
    const response = await fetch(`${proxy.url}${path}`, { method: "POST", body: "{}", redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([307, "http://127.0.0.1:9/elsewhere"]);
    expect(asked).toEqual([path]);
    expect(JSON.stringify(proxy.recording())).not.toContain("elsewhere");
  });

  test.each([
    ["http://127.0.0.1:9/x", 400, []],
    ["/../secret", 400, []],
    ["/a/%2e%2e/..\\\\..\\secret", 400, []],
    ["*", 400, []],
    ["//127.0.0.1:9/x", 200, ["/relay//127.0.0.1:9/x"]],
    ["/a/..%2f../%2e%2e/%2e%2e/secret", 200, ["/relay/secret"]],
  ])("never calls anything but the endpoint's own path: %s", async (address, status, expected) => {
    const asked: (string | undefined)[] = [];
    const endpoint = await startEndpoint((request, response) => {
      asked.push(request.url);
      response.end();
    });
    expect(await callRaw(await openProxy(`${endpoint}/relay`), address)).toBe(status);
    expect(asked).toEqual(expected);
  });

  test("says so when the endpoint gives no answer, in a status that proves nothing", async () => {
    const endpoint = await startEndpoint((request) => request.socket.destroy());
    const proxy = await openProxy(endpoint);
    const response = await fetch(`${proxy.url}${path}`, { method: "POST", body: "{}" });
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining("gave no answer") } });
    expect(proxy.totals()).toMatchObject({ kept: 0, unanswered: 1 });
  });

  test("refuses a body beyond the documented limit before it reaches the endpoint", async () => {
    let isAsked = false;
    const endpoint = await startEndpoint((_request, response) => {
      isAsked = true;
      response.end();
    });
    const proxy = await openProxy(endpoint);
    const body = Buffer.alloc(64 * 1024 * 1024 + 1);
    const response = await fetch(`${proxy.url}${path}`, { method: "POST", body });
    expect([response.status, isAsked]).toEqual([413, false]);
  });

  test("keeps a clip's kind and none of its bytes", async () => {
    const endpoint = await startEndpoint((_request, response) => {
      response.writeHead(200, { "content-type": "video/mp4" });
      response.end("the bytes of a clip");
    });
    const proxy = await openRecordingProxy({ format: "openai-videos", baseUrl: endpoint });
    onTestFinished(proxy.close);
    expect(await (await fetch(`${proxy.url}/v1/videos/video_1/content`)).text()).toBe("the bytes of a clip");
    expect(proxy.recording().entries).toMatchObject([{ contentType: "video/mp4", text: "" }]);
  });

  test("that closes waits for the answer to a submit that is on its way, and keeps it", async () => {
    const arrived = Promise.withResolvers<() => void>();
    const endpoint = await startEndpoint((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      arrived.resolve(() => response.end('{"id":"cgt-7"}'));
    });
    const proxy = await openProxy(endpoint);
    const call = fetch(`${proxy.url}${path}`, { method: "POST", body: "{}" });
    const answer = await arrived.promise;
    const closed = proxy.close();
    answer();
    await closed;
    expect(await (await call).json()).toEqual({ id: "cgt-7" });
    expect(proxy.recording().entries).toMatchObject([{ response: { id: "cgt-recorded-1" } }]);
  });
});
