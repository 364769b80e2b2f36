import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { HttpRequest } from "../ports/transport.ts";
import { readProxySettings } from "./proxy-settings.ts";
import { createTransport } from "./undici-transport.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  closing.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  );
  const address = server.address();
  return isPort(address) ? address.port : 0;
}

function isPort(address: ReturnType<Server["address"]>): address is AddressInfo {
  return typeof address === "object" && address !== null;
}

/** A proxy that answers every `CONNECT` with `status`, and plain requests itself. */
async function proxied(status: number, env: Record<string, string> = {}) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end("{}");
  });
  server.on("connect", ({ url }, socket) => {
    asked.push(`CONNECT ${url}`);
    socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
  });
  const url = `http://user:canary-password@127.0.0.1:${await listening(server)}`;
  const transport = createTransport({ proxy: readProxySettings({ HTTPS_PROXY: url, HTTP_PROXY: url, ...env }) });
  closing.push(() => transport.close());
  return { asked, transport };
}

const post = (url: string): HttpRequest => ({
  method: "POST",
  url,
  headers: {},
  body: "{}",
  timeoutMs: 20_000,
  maxBytes: 1000,
});

describe("a proxy", () => {
  it.each([403, 407, 502, 503])("that refuses a tunnel with %i proves that nothing was sent", async (status) => {
    const { asked, transport } = await proxied(status);
    const failure = await transport.request(post("https://vendor.invalid/tasks")).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      phase: "not-sent",
      code: "proxy_refused",
      message: expect.stringContaining(`refused with ${status}, through the proxy 127.0.0.1:`),
    });
    expect(asked).toEqual(["CONNECT vendor.invalid:443"]);
    expect(JSON.stringify(failure)).not.toContain("canary");
  });

  it("is asked for names that this machine does not know", async () => {
    const { asked, transport } = await proxied(200);
    const answer = await transport.request({ ...post("http://vendor.invalid/tasks"), privateAddresses: false });
    expect([answer.status, asked]).toEqual([200, ["POST http://vendor.invalid/tasks"]]);
  });

  it("that is not there proves that nothing was sent, and is named", async () => {
    const proxy = readProxySettings({ HTTPS_PROXY: "http://127.0.0.1:9" });
    const transport = createTransport({ proxy });
    closing.push(() => transport.close());
    await expect(transport.request(post("https://vendor.invalid/tasks"))).rejects.toMatchObject({
      phase: "not-sent",
      message: expect.stringContaining("127.0.0.1:9 (HTTPS_PROXY)"),
    });
  });

  it.each(["127.0.0.1", "localhost"])("is never asked for %s", async (host) => {
    const { asked, transport } = await proxied(200);
    const port = await listening(createServer((_request, response) => response.end("here")));
    const answer = await transport.request(post(`http://${host}:${port}/tasks`));
    expect([Buffer.from(answer.body).toString(), asked]).toEqual(["here", []]);
  });

  it("is not asked for what NO_PROXY names", async () => {
    const { asked, transport } = await proxied(200, { NO_PROXY: ".invalid" });
    await expect(transport.request(post("https://vendor.invalid/tasks"))).rejects.toMatchObject({ phase: "not-sent" });
    expect(asked).toEqual([]);
  });
});
