import { createServer, type RequestListener } from "node:http";
import { createServer as createNetServer, type Server, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { DeliveryError } from "../failures/delivery-error.ts";
import type { HttpRequest } from "../ports/transport.ts";
import { createTransport } from "./undici-transport.ts";

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  return `http://127.0.0.1:${address.port}`;
}

/** A server that does one thing with each connection, and keeps what it was sent. */
async function rawServer(onData: (socket: Socket) => void): Promise<{ url: string; received: () => number }> {
  let bytes = 0;
  const server = createNetServer((socket) => {
    onTestFinished(() => void socket.destroy());
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      bytes += data.length;
      onData(socket);
    });
  });
  return { url: await listen(server), received: () => bytes };
}

function httpServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  onTestFinished(() => server.closeAllConnections());
  return listen(server);
}

function post(url: string, over: Partial<HttpRequest> = {}): HttpRequest {
  return { method: "POST", url: `${url}/tasks`, headers: {}, body: "{}", timeoutMs: 5000, maxBytes: 1000, ...over };
}

function transport(): ReturnType<typeof createTransport> {
  const created = createTransport();
  onTestFinished(() => created.close());
  return created;
}

async function failureOf(request: HttpRequest, signal?: AbortSignal): Promise<Partial<DeliveryError>> {
  try {
    await transport().request(request, signal === undefined ? {} : { signal });
  } catch (error) {
    if (error instanceof DeliveryError) return { phase: error.phase, code: error.code };
    throw error;
  }
  throw new Error("it did not fail");
}

describe("how far a request came", () => {
  it("is not sent when nobody listens", async () => {
    const server = createNetServer();
    const url = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await failureOf(post(url))).toEqual({ phase: "not-sent", code: "ECONNREFUSED" });
  });

  it("is not sent when the name does not exist", async () => {
    expect(await failureOf(post("http://nobody.invalid"))).toMatchObject({ phase: "not-sent" });
  });

  it("is not sent when the handshake of TLS fails", async () => {
    const { url, received } = await rawServer((socket) => void socket.end("this is not TLS"));
    const failure = await failureOf(post(url.replace("http:", "https:")));
    expect(failure.phase).toBe("not-sent");
    expect(received()).toBeGreaterThan(0);
  });

  it("is not sent when it came to its connection too late", async () => {
    const { url, received } = await rawServer((socket) => void socket.end());
    expect(await failureOf(post(url, { mayLeave: () => false }))).toEqual({ phase: "not-sent", code: "too_late" });
    expect(received()).toBe(0);
  });

  it("is not sent when a header cannot be", async () => {
    const url = await httpServer((_request, response) => void response.end("{}"));
    expect(await failureOf(post(url, { headers: { authorization: "Bearer a\nb" } }))).toMatchObject({
      phase: "not-sent",
    });
  });

  it("is unknown when the connection is reset after the request", async () => {
    const { url, received } = await rawServer((socket) => void socket.resetAndDestroy());
    expect(await failureOf(post(url))).toMatchObject({ phase: "unknown" });
    expect(received()).toBeGreaterThan(0);
  });

  it("is unknown when the connection is closed without an answer", async () => {
    const { url } = await rawServer((socket) => void socket.end());
    expect(await failureOf(post(url))).toMatchObject({ phase: "unknown" });
  });

  it("is unknown when the answer never comes", async () => {
    const { url } = await rawServer(() => undefined);
    expect(await failureOf(post(url, { timeoutMs: 50 }))).toEqual({ phase: "unknown", code: "timed_out" });
  });

  it("is unknown when the caller cuts it after it was sent", async () => {
    const controller = new AbortController();
    const { url } = await rawServer(() => controller.abort());
    expect(await failureOf(post(url), controller.signal)).toMatchObject({ phase: "unknown" });
  });

  it("is not sent when the caller had given up before", async () => {
    const { url, received } = await rawServer(() => undefined);
    expect(await failureOf(post(url), AbortSignal.abort())).toMatchObject({ phase: "not-sent" });
    expect(received()).toBe(0);
  });

  it("is answered when the head came and the body did not", async () => {
    const { url } = await rawServer((socket) => void socket.end("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"));
    await expect(transport().request(post(url))).rejects.toMatchObject({ phase: "answered", status: 200 });
  });

  it("is answered when the body is longer than allowed", async () => {
    const url = await httpServer((_request, response) => void response.end("x".repeat(5000)));
    expect(await failureOf(post(url))).toEqual({ phase: "answered", code: "answer_too_long" });
  });
});

describe("an answer", () => {
  it.each([200, 302, 429, 500])("of %d comes as it is: nothing is repeated, nothing followed", async (status) => {
    let requests = 0;
    const url = await httpServer((_request, response) => {
      requests += 1;
      response.writeHead(status, { location: "/elsewhere", "Retry-After": "3" }).end('{"a":1}');
    });
    const answer = await transport().request(post(url));
    expect({
      status: answer.status,
      body: Buffer.from(answer.body).toString(),
      retry: answer.headers["retry-after"],
    }).toEqual({
      status,
      body: '{"a":1}',
      retry: "3",
    });
    expect(requests).toBe(1);
  });

  it("can be read piece by piece", async () => {
    const url = await httpServer((_request, response) => {
      response.write("one ");
      response.end("two");
    });
    const stream = await transport().stream({ ...post(url), method: "GET" });
    const chunks: Uint8Array[] = [];
    for await (const chunk of stream.body) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe("one two");
  });
});

describe("a name", () => {
  it("may not lead into this machine where only public addresses are allowed", async () => {
    const url = await httpServer((_request, response) => void response.end("{}"));
    const named = post(url.replace("127.0.0.1", "localhost"), { privateAddresses: false });
    expect(await failureOf(named)).toEqual({ phase: "not-sent", code: "private_address" });
  });
});
