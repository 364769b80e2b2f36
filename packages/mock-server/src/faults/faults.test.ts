import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { goodKey, startMock } from "../testing/start-mock.ts";
import { sampleRequest } from "../testing/sample-requests.ts";
import type { TestMock } from "../testing/start-mock.ts";
import { textAt } from "../testing/read-answer.ts";
import { faultLibrary } from "./library.ts";
import type { ScenarioRule } from "./scenario.ts";

const path = "/wisgate/api/v3/contents/generations/tasks";

async function setup(...rules: readonly ScenarioRule[]): Promise<TestMock> {
  return startMock("wisgate", { scenario: { rules }, progress: { mode: "polls", polls: 1 } });
}

/** Sends a request unchanged and gives back all bytes until `enough` of them have come or the connection ends. */
async function raw({ mock }: TestMock, request: string, enough: (text: string) => boolean): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1", () => void socket.write(request));
  let text = "";
  const end = (): void => {
    socket.destroy();
    resolve(text);
  };
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    if (enough(text)) end();
  });
  socket.on("error", end);
  socket.on("close", end);
  return promise;
}

function submitText(): string {
  const body = JSON.stringify(sampleRequest("wisgate"));
  return [
    `POST ${path} HTTP/1.1`,
    "Host: 127.0.0.1",
    `Authorization: ${goodKey.authorization}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}

test("names no fault twice and says of each what it is for", () => {
  const names = faultLibrary.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(24);
  expect(new Set(faultLibrary.map(({ layer }) => layer)).size).toBe(6);
  expect(faultLibrary.filter(({ purpose }) => purpose.length < 20)).toEqual([]);
});

describe.each(faultLibrary.filter(({ refuse }) => refuse !== undefined))("$name", ({ name, refuse, places }) => {
  test("answers as the format documents, and creates nothing", async () => {
    const mock = await setup({ fault: name, with: { retryAfter: 7 } });
    const fact = mock.facts.errors.find(({ occasion }) => occasion === refuse);
    const answer = places.includes("submit") ? await mock.submit() : await mock.poll("task");
    expect(answer.status).toBe(fact?.httpStatus);
    expect(answer.headers.get("retry-after")).toBe("7");
    expect(answer.body).toMatchObject({ error: { code: fact?.code, type: fact?.type, message: fact?.message } });
    expect(mock.mock.tasks).toEqual([]);
    expect(mock.mock.requests).toMatchObject([{ verdict: "faulted", fault: name }]);
  });
});

test("a refusal may carry another status, code and message", async () => {
  const { submit } = await setup({ fault: "rate_limited", with: { status: 430, code: "Odd", message: "No" } });
  expect(await submit()).toMatchObject({ status: 430, body: { error: { code: "Odd", message: "No" } } });
});

test.each([
  ["gateway_html", 502, "text/html", /^<html>/],
  ["empty_answer", 429, null, /^$/],
  ["malformed_json", 200, "application/json; charset=utf-8", /^\{,/],
  ["truncated_json", 200, "application/json; charset=utf-8", /^\{"id":"cgt[^}]*$/],
  ["wrong_content_type", 200, "text/plain", /^\{"id":"cgt-[^"]*"\}$/],
])("%s spoils the answer to a submit", async (fault, status, type, body) => {
  const { mock } = await setup({ fault });
  const headers = { ...goodKey, "content-type": "application/json" };
  const request = new Request(mock.url + path, {
    method: "POST",
    headers,
    body: JSON.stringify(sampleRequest("wisgate")),
  });
  const response = await mock.fetch(request);
  expect([response.status, response.headers.get("content-type")]).toEqual([status, type]);
  expect(await response.text()).toMatch(body);
  // An answer that is spoilt belongs to a task that exists, one that is replaced to none.
  expect(mock.tasks).toHaveLength(status === 200 ? 1 : 0);
});

test("giant_json pads the answer", async () => {
  const { mock, submit } = await setup({ fault: "giant_json", with: { bytes: 5000 } });
  const { body } = await submit();
  expect(textAt(body, "padding")).toHaveLength(5000);
  expect(body["id"]).toBe(mock.tasks[0]?.id);
});

test("unknown_status and success_without_link change what a poll reports", async () => {
  const { submitted, poll } = await setup(
    { fault: "unknown_status", match: { nth: 1 }, with: { code: "paused" } },
    { fault: "success_without_link", times: 1 },
  );
  const id = await submitted();
  expect((await poll(id)).body["status"]).toBe("paused");
  expect((await poll(id)).body).toMatchObject({ status: "succeeded", content: {} });
  expect((await poll(id)).body["content"]).toHaveProperty("video_url");
});

test("cut_before_accepting resets the connection and creates nothing", async () => {
  const started = await setup({ fault: "cut_before_accepting" });
  expect(await raw(started, submitText(), () => false)).toBe("");
  expect(started.mock.tasks).toEqual([]);
});

test("cut_after_accepting resets the connection, and the task is billed", async () => {
  const started = await setup({ fault: "cut_after_accepting" });
  expect(await raw(started, submitText(), () => false)).toBe("");
  expect(started.mock.tasks).toHaveLength(1);
  expect(started.mock.requests).toMatchObject([{ fault: "cut_after_accepting", taskId: started.mock.tasks[0]?.id }]);
});

test("cut_in_answer stops in the middle", async () => {
  const started = await setup({ fault: "cut_in_answer", with: { bytes: 8 } });
  const text = await raw(started, submitText(), () => false);
  expect(text.split("\r\n\r\n")[1]).toBe('{"id":"c');
});

test("a stall ends on the virtual clock", async () => {
  const started = await setup({ fault: "stall", with: { seconds: 120 } });
  const answered = raw(started, submitText(), (text) => text.includes("cgt-"));
  await expect.poll(() => started.mock.tasks.length).toBe(1);
  started.mock.clock.advance(120_000);
  expect(await answered).toContain("200 OK");
});

test("a stall without an end lasts until the caller gives up, with and without a socket", async () => {
  const { mock } = await setup({ fault: "stall" });
  for (const send of [fetch, mock.fetch]) {
    const giveUp = new AbortController();
    const headers = { ...goodKey, "content-type": "application/json" };
    const body = JSON.stringify(sampleRequest("wisgate"));
    const { length } = mock.tasks;
    const request = new Request(mock.url + path, { method: "POST", headers, body, signal: giveUp.signal });
    const answered = send(request);
    // oxlint-disable-next-line no-await-in-loop -- two doors, one after the other
    await expect.poll(() => mock.tasks.length).toBe(length + 1);
    giveUp.abort(new Error("enough"));
    // oxlint-disable-next-line no-await-in-loop -- two doors, one after the other
    await expect(answered).rejects.toThrow("enough");
    // Node's own fetch forgets to give up where nobody holds the request any more.
    expect(request.signal.aborted).toBe(true);
  }
});

test("a stall is given up without a socket though nobody holds the request any more", async () => {
  const { mock } = await setup({ fault: "stall" });
  setFlagsFromString("--expose-gc");
  const collectGarbage: () => void = runInNewContext("gc");
  const giveUp = new AbortController();
  const headers = { ...goodKey, "content-type": "application/json" };
  const body = JSON.stringify(sampleRequest("wisgate"));
  const answered = mock.fetch(new Request(mock.url + path, { method: "POST", headers, body, signal: giveUp.signal }));
  let collected = 0;
  const collect = (): number => {
    collectGarbage();
    return (collected += 1);
  };
  await expect.poll(collect, { interval: 5 }).toBe(20);
  expect(mock.tasks).toHaveLength(1);
  giveUp.abort(new Error("enough"));
  await expect(answered).rejects.toThrow("enough");
});

test("a slow drip comes in drops over the virtual time", async () => {
  const started = await setup({ fault: "slow_drip", with: { seconds: 20 } });
  let seen = "";
  const answered = raw(started, submitText(), (text) => {
    seen = text;
    return text.endsWith('"}');
  });
  await expect.poll(() => seen).toMatch(/\r\n\r\n$/);
  started.mock.clock.advance(10_000);
  await expect.poll(() => seen).toMatch(/\{"id":"cgt-/);
  expect(seen).not.toMatch(/"\}$/);
  started.mock.clock.advance(10_000);
  expect(await answered).toMatch(/\{"id":"cgt-[^"]*"\}$/);
});

test.each([
  ["task_fails", { status: "failed", error: { code: "OutputVideoSensitiveContentDetected" } }],
  ["task_expires", { status: "expired" }],
  ["task_cancelled", { status: "cancelled" }],
])("%s ends the task so", async (fault, body) => {
  const { mock, submitted, poll } = await startMock("wisgate", { scenario: { rules: [{ fault }] } });
  const id = await submitted();
  await poll(id);
  mock.clock.advance(200_000);
  await poll(id);
  expect((await poll(id)).body).toMatchObject(body);
});

test("task_hangs, queue_long and finish_at_once change how long a task takes", async () => {
  const { mock, submitted, poll } = await startMock("wisgate", {
    scenario: {
      rules: [
        { fault: "task_hangs", match: { nth: 1 } },
        { fault: "queue_long", match: { nth: 1 }, with: { seconds: 7200 } },
        { fault: "finish_at_once" },
      ],
    },
  });
  const [hanging, queued, quick] = [await submitted(), await submitted(), await submitted()];
  expect((await poll(quick)).body["status"]).toBe("succeeded");
  mock.clock.advance(7_199_000);
  expect((await poll(queued)).body["status"]).toBe("queued");
  mock.clock.advance(1e9);
  expect((await poll(hanging)).body["status"]).toBe("running");
});

async function download(rule: ScenarioRule): Promise<Response> {
  const { submitted, poll } = await setup(rule);
  const id = await submitted();
  await poll(id);
  return fetch(textAt((await poll(id)).body, "content", "video_url"));
}

test.each([
  ["clip_forbidden", 403],
  ["clip_missing", 404],
])("%s", async (fault, status) => {
  expect((await download({ fault })).status).toBe(status);
});

test("clip_is_a_page", async () => {
  const response = await download({ fault: "clip_is_a_page" });
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html"]);
});

test("clip_cut stops half-way", async () => {
  const response = await download({ fault: "clip_cut" });
  expect(response.status).toBe(200);
  await expect(response.arrayBuffer()).rejects.toThrow(/terminated|closed/);
});

test("clip_ends_early names no length, and ends half-way without a failure", async () => {
  const [early, whole] = [
    await download({ fault: "clip_ends_early" }),
    await download({ fault: "clip_missing", times: 0 }),
  ];
  expect(early.headers.get("content-length")).toBeNull();
  expect((await early.arrayBuffer()).byteLength).toBe(Math.floor((await whole.arrayBuffer()).byteLength / 2));
});

test.each([
  ["clip_misnamed", 200, "text/html", "ftyp"],
  ["clip_called_a_part", 206, "video/mp4", "ftyp"],
  ["clip_is_a_sound", 200, "video/mp4", "\u{2c}\0\0\0"],
])("%s", async (fault, status, type, mark) => {
  const response = await download({ fault });
  expect([response.status, response.headers.get("content-type")]).toEqual([status, type]);
  expect(Buffer.from(await response.arrayBuffer()).toString("latin1", 4, 8)).toBe(mark);
});

test("clip_short is whole to HTTP and shorter than the clip", async () => {
  const [short, whole] = [await download({ fault: "clip_short" }), await download({ fault: "clip_missing", times: 0 })];
  const bytes = (await short.arrayBuffer()).byteLength;
  expect(short.headers.get("content-length")).toBe(String(bytes));
  expect(bytes).toBe(Math.floor((await whole.arrayBuffer()).byteLength / 2));
});

test("an empty plan changes nothing, and a plan can be changed while the server runs", async () => {
  const { mock, submit } = await setup();
  expect((await submit()).status).toBe(200);
  const takeOut = mock.faults.add({ fault: "server_error" });
  expect((await submit()).status).toBe(500);
  expect(mock.faults.rules()).toMatchObject([{ number: 1, struck: 1 }]);
  takeOut();
  expect((await submit()).status).toBe(200);
  expect(() => mock.faults.add({ fault: "no_such_fault" })).toThrow("fault must be one of rate_limited");
});

test("a header asks for a fault in one request", async () => {
  const { submit } = await setup();
  const headers = { ...goodKey, "x-mock-fault": "overloaded" };
  expect((await submit(sampleRequest("wisgate"), headers)).status).toBe(429);
  expect((await submit()).status).toBe(200);
});

test("an API that its vendor has ended answers like a path that is not there, and makes no task", async () => {
  const { mock, submit } = await setup({ fault: "api_ended", match: { operation: "submit" } });
  expect((await submit()).status).toBe(404);
  expect(mock.tasks).toEqual([]);
});
