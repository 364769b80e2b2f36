import { expect, test } from "vitest";
import { goodKey, startMock } from "../testing/start-mock.ts";
import type { MockServerOptions } from "../world/mock-server-options.ts";

async function ask(origin: string, options: MockServerOptions, method = "OPTIONS"): Promise<Response> {
  const { mock } = await startMock("gogogotoken", options);
  const preflight = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization,content-type",
  };
  const headers = { ...goodKey, origin, ...(method === "OPTIONS" ? preflight : {}) };
  return mock.fetch(new Request(`${mock.urlOf("gogogotoken")}/v1/models`, { method, headers }));
}

const local = ["http://localhost:5173", "http://127.0.0.1:8080", "https://localhost", "http://app.localhost:3000"];
const foreign = ["https://example.com", "http://localhost.example.com", "http://127.0.0.1.example.com", "null"];

test.each(local)("a page of this machine, %s, may call", async (origin) => {
  const preflight = await ask(origin, {});
  expect(preflight.status).toBe(204);
  expect(Object.fromEntries(preflight.headers)).toMatchObject({
    "access-control-allow-origin": origin,
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "authorization,content-type",
    vary: "Origin",
  });
  const answer = await ask(origin, {}, "GET");
  expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
});

test.each(foreign)("another page, %s, may call only where the owner says so", async (origin) => {
  expect((await ask(origin, {})).status).toBe(404);
  expect((await ask(origin, {}, "GET")).headers.has("access-control-allow-origin")).toBe(false);
  expect((await ask(origin, { cors: true })).headers.get("access-control-allow-origin")).toBe("*");
  expect((await ask(origin, { cors: true }, "GET")).headers.get("access-control-allow-origin")).toBe("*");
});

test("no page may call where the owner says so", async () => {
  expect((await ask(local[0] ?? "", { cors: false })).status).toBe(404);
});

test("preflights are not in the journal, and a refusal is readable", async () => {
  const { mock, call } = await startMock("gogogotoken");
  const origin = "http://localhost:5173";
  const refused = await call("GET", "/v1/video/generations/nobody", { headers: { ...goodKey, origin } });
  expect(refused.headers.get("access-control-allow-origin")).toBe(origin);
  await call("OPTIONS", "/v1/models", { headers: { origin, "access-control-request-method": "GET" } });
  expect(mock.requests).toHaveLength(1);
});
