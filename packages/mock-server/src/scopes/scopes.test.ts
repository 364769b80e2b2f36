import { describe, expect, onTestFinished, test } from "vitest";
import { createMockServer } from "../create-mock-server.ts";
import type { MockServer } from "../create-mock-server.ts";
import type { MockServerOptions } from "../world/mock-server-options.ts";
import { readAnswer, taskIdOf, textAt } from "../testing/read-answer.ts";
import type { ReadAnswer } from "../testing/read-answer.ts";
import { sampleRequest } from "../testing/sample-requests.ts";
import { goodKey } from "../testing/start-mock.ts";

const tasks = "/wisgate/api/v3/contents/generations/tasks";

async function setup(options: MockServerOptions = {}): Promise<MockServer> {
  const mock = await createMockServer({ clock: "manual", ...options });
  onTestFinished(() => mock.close());
  return mock;
}

interface Client {
  readonly submit: (body?: unknown) => Promise<ReadAnswer>;
  readonly poll: (id: string) => Promise<ReadAnswer>;
  readonly control: (method: string, call: string, body?: unknown) => Promise<ReadAnswer>;
}

/** A client that enters its scope by the header or by the path. */
function clientOf(mock: MockServer, scope: string, way: "header" | "path"): Client {
  const base = way === "path" ? `${mock.url}/@${scope}` : mock.url;
  const headers = {
    ...goodKey,
    "content-type": "application/json",
    ...(way === "header" && { "x-mock-scope": scope }),
  };
  const call = async (method: string, path: string, body?: unknown): Promise<ReadAnswer> => {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    return readAnswer(await mock.fetch(new Request(base + path, { method, headers, ...content })));
  };
  return {
    submit: (body = sampleRequest("wisgate")) => call("POST", tasks, body),
    poll: (id) => call("GET", `${tasks}/${id}`),
    control: (method, name, body) => call(method, `/__mock/${name}`, body),
  };
}

describe.each(["header", "path"] as const)("by %s", (way) => {
  test("a scope has its own tasks, journal, bill, faults and time", async () => {
    const mock = await setup();
    const one = clientOf(mock, "one", way);
    const two = clientOf(mock, "two", way);
    const id = taskIdOf((await one.submit()).body);
    expect((await two.poll(id)).status).toBe(404);
    expect((await one.poll(id)).status).toBe(200);
    expect(mock.scope("one").requests.map(({ operation }) => operation)).toEqual(["submit", "poll"]);
    expect(mock.scope("two").requests.map(({ status }) => status)).toEqual([404]);
    expect([mock.requests.length, mock.tasks.length]).toEqual([0, 0]);
    expect([mock.scope("one").billed().tasks, mock.scope("two").billed().tasks]).toEqual([1, 0]);

    await two.control("POST", "faults", { fault: "overloaded" });
    expect([(await two.submit()).status, (await one.submit()).status]).toEqual([429, 200]);

    await one.control("POST", "clock", { advance: "90s" });
    const at = mock.clock.now();
    expect([mock.scope("one").clock.now() - at, mock.scope("two").clock.now() - at]).toEqual([90_000, 0]);
  });

  test("links stay in their scope, for a client that knows nothing of it", async () => {
    const mock = await setup({ progress: { mode: "immediate" } });
    const client = clientOf(mock, "one", way);
    const { body } = await client.poll(taskIdOf((await client.submit()).body));
    const link = textAt(body, "content", "video_url");
    expect(new URL(link).pathname).toMatch(/^\/@one\/__clips\//);
    expect((await mock.fetch(new Request(link))).status).toBe(200);
    expect((await mock.fetch(new Request(link.replace("/@one", "/@two")))).status).toBe(403);
    expect(mock.scope("one").requests.map(({ operation }) => operation)).toEqual(["submit", "poll", "download"]);
  });
});

test("200 scopes at once never see each other, and each repeats what it did", async () => {
  const mock = await setup({ progress: { mode: "polls", polls: 1 } });
  const walk = async (name: string): Promise<readonly unknown[]> => {
    const client = clientOf(mock, name, "header");
    const id = taskIdOf((await client.submit()).body);
    const polls = [await client.poll(id), await client.poll(id)];
    return [id, ...polls.map(({ body }) => body["status"])];
  };
  const names = Array.from({ length: 200 }, (_, index) => `test-${index}`);
  const walked = await Promise.all(names.map(walk));
  expect(new Set(walked.map(([id]) => id)).size).toBe(200);
  expect(walked.every(([, first, second]) => first === "queued" && second === "succeeded")).toBe(true);
  for (const name of names) expect(mock.scope(name).requests).toHaveLength(3);
  mock.scope("test-7").reset();
  expect(await walk("test-7")).toEqual(walked[7]);
});

test("the scope used least recently is dropped", async () => {
  const mock = await setup({ scopeLimit: 2 });
  const id = taskIdOf((await clientOf(mock, "one", "path").submit()).body);
  await clientOf(mock, "two", "path").submit();
  await clientOf(mock, "three", "path").submit();
  expect((await clientOf(mock, "one", "path").poll(id)).status).toBe(404);
  expect((await clientOf(mock, "one", "path").control("GET", "scopes")).body).toEqual({ scopes: ["three", "one"] });
  expect((await clientOf(mock, "one", "path").control("DELETE", "scopes/three")).body).toEqual({ scopes: ["one"] });
});

test.each(["two words", "", "a/b", "x".repeat(101)])("%j is not a scope's name", async (name) => {
  const mock = await setup();
  expect(() => mock.scope(name)).toThrow("The name of a scope must have 1 to 100");
  expect(await clientOf(mock, encodeURIComponent(name), "path").submit()).toMatchObject({
    status: 400,
    body: { error: { code: "invalid_scope" } },
  });
});

test("reset forgets tasks, bill, journal and added faults, and keeps the scenario and the time", async () => {
  const mock = await setup({ scenario: { rules: [{ fault: "overloaded", match: { nth: 2 } }] } });
  const client = clientOf(mock, "one", "path");
  const statuses = async (): Promise<readonly number[]> => [
    (await client.submit()).status,
    (await client.submit()).status,
  ];
  expect(await statuses()).toEqual([200, 429]);
  await client.control("POST", "faults", { fault: "no_balance" });
  await client.control("POST", "clock", { advance: "1h" });
  expect((await client.control("POST", "reset")).body).toEqual({ ok: true });
  const { billed, requests, tasks: left, clock } = mock.scope("one");
  expect([billed().tasks, requests.length, left.length]).toEqual([0, 0, 0]);
  expect(clock.now()).toBe(mock.clock.now() + 3_600_000);
  expect(await statuses()).toEqual([200, 429]);
});
