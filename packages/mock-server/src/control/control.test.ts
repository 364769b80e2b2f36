import { expect, test } from "vitest";
import { objectsAt, readAnswer } from "../testing/read-answer.ts";
import type { ReadAnswer } from "../testing/read-answer.ts";
import { startMock } from "../testing/start-mock.ts";
import type { TestMock } from "../testing/start-mock.ts";

async function control({ mock }: TestMock, method: string, name: string, body?: unknown): Promise<ReadAnswer> {
  const content = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  return readAnswer(await mock.fetch(new Request(`${mock.url}/__mock/${name}`, { method, ...content })));
}

test("shows and moves the clock", async () => {
  const started = await startMock("wisgate");
  expect((await control(started, "GET", "clock")).body).toMatchObject({
    now: "2026-01-01T00:00:00.000Z",
    mode: "manual",
  });
  expect((await control(started, "POST", "clock", { advance: "90s" })).body).toMatchObject({
    now: "2026-01-01T00:01:30.000Z",
  });
  expect(started.mock.clock.now()).toBe(Date.UTC(2026, 0, 1, 0, 1, 30));
});

test.each([[{ advance: "soon" }], [{ advance: "-1s" }], [{}], ["{"], [undefined]])(
  "refuses to move by %o",
  async (body) => {
    const started = await startMock("wisgate");
    expect((await control(started, "POST", "clock", body)).status).toBe(400);
  },
);

test("shows tasks, requests, calls back and the bill, and stays out of the journal", async () => {
  const started = await startMock("wisgate");
  const id = await started.submitted();
  expect((await control(started, "GET", "tasks")).body).toMatchObject({ total: 1, tasks: [{ id, status: "queued" }] });
  expect((await control(started, "GET", "requests")).body).toMatchObject({ total: 1, requests: [{ taskId: id }] });
  expect((await control(started, "GET", "billed")).body).toEqual({ tasks: 1, unpriced: 1, amounts: {} });
  expect((await control(started, "GET", "webhooks")).body).toEqual({ attempts: [] });
  expect((await control(started, "GET", "health")).body).toMatchObject({ ok: true });
  expect((await control(started, "DELETE", "requests")).body).toMatchObject({ total: 0 });
  expect(started.mock.requests).toHaveLength(0);
});

test("moves a task one step on", async () => {
  const started = await startMock("wisgate", { progress: { mode: "manual" } });
  const id = await started.submitted();
  expect((await control(started, "POST", `tasks/${id}`)).body).toMatchObject({ status: "running" });
  expect((await control(started, "POST", `tasks/${id}`)).body).toMatchObject({ status: "succeeded" });
  expect((await control(started, "POST", "tasks/nobody")).status).toBe(404);
});

test("switches faults on and off", async () => {
  const started = await startMock("wisgate");
  const { status, body } = await control(started, "POST", "faults", { fault: "overloaded", times: 1 });
  expect([status, body]).toMatchObject([200, { rules: [{ number: 1, struck: 0 }] }]);
  expect(objectsAt(body, "library").length).toBeGreaterThanOrEqual(24);
  expect((await started.submit()).status).toBe(429);
  expect((await control(started, "DELETE", "faults/1")).body).toMatchObject({ rules: [] });
  await control(started, "POST", "faults", { fault: "overloaded" });
  expect((await control(started, "DELETE", "faults")).body).toMatchObject({ rules: [] });
  expect((await started.submit()).status).toBe(200);
  expect((await control(started, "POST", "faults", { fault: "nothing" })).body).toMatchObject({
    error: { message: expect.stringMatching(/^fault must be one of/) },
  });
});

test("gives every fact with its provenance", async () => {
  const started = await startMock("wisgate", { formats: ["wisgate"] });
  const { body } = await control(started, "GET", "provenance");
  expect(body).toMatchObject({ wisgate: { linkLifeSeconds: { value: 86_400, provenance: { grade: "public" } } } });
});

test("knows its calls", async () => {
  const started = await startMock("wisgate");
  expect((await control(started, "GET", "nothing")).body).toMatchObject({ error: { code: "unknown_call" } });
  expect((await control(started, "PUT", "clock")).status).toBe(404);
});

test("sets all faults at once", async () => {
  const started = await startMock("wisgate", { scenario: { rules: [{ fault: "no_balance" }] } });
  const rules = [{ fault: "overloaded", times: 1 }];
  expect((await control(started, "PUT", "faults", { rules })).body).toMatchObject({ rules: [{ rule: rules[0] }] });
  expect([(await started.submit()).status, (await started.submit()).status]).toEqual([429, 200]);
  const refused = await control(started, "PUT", "faults", { rules: [{ fault: "overloaded" }, { fault: "overloded" }] });
  expect(refused.status).toBe(400);
  expect(started.mock.faults.rules()).toHaveLength(1);
});

test("gives the journal page by page, and by what the requests are", async () => {
  const started = await startMock("wisgate");
  const id = await started.submitted();
  await started.poll(id);
  await started.poll(id);
  await started.poll(id);
  const numbers = async (query: string): Promise<unknown> => {
    const { body } = await control(started, "GET", `requests?${query}`);
    return [objectsAt(body, "requests").map(({ number }) => number), body["next"]];
  };
  expect(await numbers("")).toEqual([[1, 2, 3, 4], null]);
  expect(await numbers("limit=3")).toEqual([[1, 2, 3], 3]);
  expect(await numbers("limit=3&after=3")).toEqual([[4], null]);
  expect(await numbers("operation=poll&limit=1")).toEqual([[2], 2]);
  expect(await numbers("operation=submit&taskId=nobody")).toEqual([[], null]);
  for (const query of ["limit=-1", "after=x", "opration=poll"]) {
    // oxlint-disable-next-line no-await-in-loop -- in order
    expect((await control(started, "GET", `requests?${query}`)).status).toBe(400);
  }
});

test("a header for the mock that it does not know is refused here as well", async () => {
  const { mock } = await startMock("wisgate");
  const headers = { "x-mock-scop": "one" };
  const answer = await mock.fetch(new Request(`${mock.url}/__mock/clock`, { headers }));
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("x-mock-scope")]);
});
