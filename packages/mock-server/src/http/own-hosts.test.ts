import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createMockServer } from "../create-mock-server.ts";
import type { MockServer } from "../create-mock-server.ts";
import type { MockServerOptions } from "../world/mock-server-options.ts";
import { createOwnHosts } from "./own-hosts.ts";

const local = { host: "127.0.0.1", allowRemote: false, allowHosts: [] };

test.each(["127.0.0.1:4010", "localhost", "LOCALHOST:80", "vendor.localhost:4010", "[::1]:4010", "127.8.9.10"])(
  "%s is this machine",
  (host) => {
    expect(createOwnHosts(local)(host)).toBe(true);
  },
);

const foreign = [
  "example.com",
  "localhost.example.com",
  "127.0.0.1.example.com",
  "192.168.1.7:4010",
  "mock:4010",
  "a@localhost",
  "localhost/x",
  "",
];

test.each(foreign)("%s is not, unless it was allowed", (host) => {
  expect(createOwnHosts(local)(host)).toBe(false);
});

test("a name that was allowed is one, whatever its case and port", () => {
  const isOwnHost = createOwnHosts({ ...local, allowHosts: ["Mock.example.test"] });
  expect([isOwnHost("mock.EXAMPLE.test:4010"), isOwnHost("other.example.test")]).toEqual([true, false]);
});

test.each(["192.168.1.7:4010", "[fe80::1]:4010", "mock:4010", "host.docker.internal:4010", "0.0.0.0:4010"])(
  "%s is one where other machines may call",
  (host) => {
    expect(createOwnHosts({ host: "0.0.0.0", allowRemote: true, allowHosts: [] })(host)).toBe(true);
  },
);

test("a name with a dot is none there either", () => {
  const isOwnHost = createOwnHosts({ host: "0.0.0.0", allowRemote: true, allowHosts: [] });
  expect(isOwnHost("rebound.example.com")).toBe(false);
});

async function start(options: MockServerOptions = {}): Promise<MockServer> {
  const mock = await createMockServer({ clock: "manual", ...options });
  onTestFinished(() => mock.close());
  return mock;
}

/** The status line of an answer to a request with this `Host` header. */
function statusFor(mock: MockServer, host: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1", () => {
    socket.write(`GET /__mock/state HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
  });
  let received = "";
  socket.on("data", (chunk) => (received += chunk.toString("latin1")));
  socket.on("error", reject);
  socket.on("close", () => resolve(received.slice(0, received.indexOf("\r\n"))));
  return promise;
}

test("over a socket, a request to another host is not served", async () => {
  const mock = await start();
  expect(await statusFor(mock, "rebound.example.com")).toContain("421");
  expect(await statusFor(mock, "localhost:4010")).not.toContain("421");
  const named = await start({ allowHosts: ["mock.example.test"] });
  expect(await statusFor(named, "mock.example.test")).not.toContain("421");
});

const write = (mock: MockServer, headers: Record<string, string>, path = "/__mock/clock"): Promise<Response> =>
  fetch(`${mock.url}${path}`, { method: "POST", body: '{"advance":"1s"}', headers });

test.each([{ origin: "https://example.com" }, { origin: "null" }, { origin: "http://localhost.example.com" }])(
  "a page of %j changes nothing at /__mock",
  async ({ origin }) => {
    const mock = await start({ cors: true });
    const before = mock.clock.now();
    for (const path of ["/__mock/clock", "/@one/__mock/clock"]) {
      const refused = await write(mock, { origin }, path);
      expect([refused.status, JSON.stringify(await refused.json())]).toEqual([
        403,
        expect.stringContaining("cross_site"),
      ]);
    }
    expect(mock.clock.now()).toBe(before);
  },
);

test("a page of this machine, and a client that is not a page, may", async () => {
  const mock = await start();
  for (const headers of [{ origin: "http://localhost:5173" }, { origin: mock.url }, {}]) {
    expect((await write(mock, headers)).status).toBeLessThan(400);
  }
});

test("without an origin, what a browser says of its page counts", async () => {
  const mock = await start();
  const request = (site: string): Promise<Response> =>
    mock.fetch(
      new Request(`${mock.url}/__mock/clock`, {
        method: "POST",
        body: '{"advance":"1s"}',
        headers: { "sec-fetch-site": site },
      }),
    );
  expect((await request("cross-site")).status).toBe(403);
  expect((await request("same-origin")).status).toBeLessThan(400);
});
