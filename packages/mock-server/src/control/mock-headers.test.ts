import { describe, expect, test } from "vitest";
import { createMockServer } from "../create-mock-server.ts";
import type { FaultSettings } from "../faults/fault.ts";
import { objectsAt, textAt } from "../testing/read-answer.ts";
import { goodKey, startMock } from "../testing/start-mock.ts";

test.each([
  [{ "x-mock-fault": "overloded" }, "fault must be one of rate_limited"],
  [{ "x-mock-fault": "stall; second=5" }, "second is unknown"],
  [{ "x-mock-fault": "rate_limited; status=42" }, "status must be an HTTP status"],
  [{ "x-mock-fault": '{"fault":"stall",' }, "not valid JSON"],
  [{ "x-mock-fault": '{"fault":"stall","times":1}' }, "accepts only `fault` and `with`, not times"],
  [{ "x-mock-progress": "instant" }, "x-mock-progress must be immediate"],
  [{ "x-mock-progress": "polls=" }, "x-mock-progress must be immediate"],
  [{ "x-mock-falt": "stall" }, "Unknown mock header x-mock-falt"],
])("%j is refused by the mock itself, and is in the journal", async (headers, message) => {
  const { mock, submit } = await startMock("relaydance");
  const { status, body } = await submit(undefined, { ...goodKey, ...headers });
  expect([status, body]).toEqual([
    400,
    { error: { code: "invalid_header", message: expect.stringContaining(message) } },
  ]);
  expect([mock.tasks.length, mock.requests[0]?.status]).toEqual([0, 400]);
});

describe("one request asks by its header", () => {
  test("for a refusal with the time to wait", async () => {
    const { submit } = await startMock("toapis");
    const { status, headers } = await submit(undefined, { ...goodKey, "x-mock-fault": "rate_limited; retryAfter=7" });
    expect([status, headers.get("retry-after")]).toEqual([429, "7"]);
    expect((await submit()).status).toBe(200);
  });

  test.each<readonly [settings: FaultSettings, status: number, body: unknown]>([
    [{ status: 418, body: { error: "teapot" } }, 418, { error: "teapot" }],
    [{ body: [] }, 200, []],
    [{ status: 503, retryAfter: 3, headers: { "X-Trace": "1" }, body: null }, 503, null],
  ])("for a canned answer: %j", async (settings, status, body) => {
    const { mock, facts } = await startMock("gogogotoken");
    const headers = { ...goodKey, "x-mock-fault": JSON.stringify({ fault: "canned_answer", with: settings }) };
    const url = mock.urlOf("gogogotoken") + (facts.operations.models?.path ?? "/v1/models");
    const answer = await mock.fetch(new Request(url, { headers }));
    expect([answer.status, await answer.json()]).toEqual([status, body]);
    expect(answer.headers.get("retry-after")).toBe(settings.retryAfter === undefined ? null : "3");
    expect(answer.headers.get("x-trace")).toBe(settings.headers === undefined ? null : "1");
  });

  test("and a fault that cannot strike this call leaves it alone", async () => {
    const { submit, poll } = await startMock("toapis");
    const { status, body } = await submit(undefined, { ...goodKey, "x-mock-fault": "clip_cut" });
    expect(status).toBe(200);
    expect((await poll(textAt(objectsAt(body, "data")[0] ?? body, "id"))).status).toBe(200);
  });
});

test.each([
  [{ sped: 10 }, "sped is unknown"],
  [{ clock: "fast" }, "clock must be one of real, scaled, manual"],
  [{ progress: { mode: "instant" } }, "progress has a mode that must be one of time, polls"],
  [{ progress: [{ mode: "polls" }] }, "polls is missing"],
  [{ progress: { mode: "time", queuedSecond: 1 } }, "queuedSecond is unknown"],
  [{ progress: { mode: "immediate", match: { promt: "x" } } }, "promt is unknown"],
  [{ scenario: { rules: [{ fault: "stal" }] } }, "fault must be one of"],
  [{ seed: {} }, "seed must be a text or a number"],
  [{ keys: "one" }, "keys must be a list of texts"],
  [{ format: "wisgat" }, 'no mock for the format "wisgat"'],
])("an option that cannot be, %j, is refused", async (options, message) => {
  // @ts-expect-error -- as plain JavaScript may give it
  await expect(createMockServer(options)).rejects.toThrow(message);
});
