import { expect, test } from "vitest";
import { objectsAt } from "../testing/read-answer.ts";
import { sampleRequest } from "../testing/sample-requests.ts";
import { startMock } from "../testing/start-mock.ts";
import type { TestMock } from "../testing/start-mock.ts";

const path = "/api/v3/contents/generations/tasks";
const timed = { mode: "time", queuedSeconds: 10, runningSeconds: 20, minimumPolls: 0 } as const;

async function ids({ call }: TestMock, query = ""): Promise<readonly unknown[]> {
  const { body } = await call("GET", `${path}${query}`);
  return objectsAt(body, "items").map(({ id }) => id);
}

test("lists tasks newest first, by page", async () => {
  const mock = await startMock("wisgate", { progress: timed });
  const submitted = [await mock.submitted(), await mock.submitted(), await mock.submitted()].toReversed();
  expect(await ids(mock)).toEqual(submitted);
  expect(await ids(mock, "?page_num=2&page_size=2")).toEqual([submitted[2]]);
  expect((await mock.call("GET", `${path}?page_size=1`)).body["total"]).toBe(3);
});

test("filters by status, ids and model", async () => {
  const mock = await startMock("wisgate", { progress: timed });
  const first = await mock.submitted();
  mock.mock.clock.advance(30_000);
  const second = await mock.submitted({ ...sampleRequest("wisgate"), model: "doubao-seedance-2-fast" });
  expect(await ids(mock, "?filter.status=succeeded")).toEqual([first]);
  expect(await ids(mock, "?filter.status=queued")).toEqual([second]);
  expect(await ids(mock, `?filter.task_ids=${first}&filter.task_ids=nobody`)).toEqual([first]);
  expect(await ids(mock, "?filter.model=doubao-seedance-2-fast")).toEqual([second]);
});

test("a caller who only lists sees every task end", async () => {
  const mock = await startMock("wisgate");
  await mock.submitted();
  const statuses: unknown[] = [];
  for (let round = 0; round < 3; round += 1) {
    mock.mock.clock.advance(100_000);
    // oxlint-disable-next-line no-await-in-loop -- time moves between the rounds
    const { body } = await mock.call("GET", path);
    statuses.push(objectsAt(body, "items")[0]?.["status"]);
  }
  expect(statuses).toEqual(["queued", "running", "succeeded"]);
});

test.each(["page_num=0", "page_num=501", "page_size=x"])("refuses %s", async (query) => {
  const { call } = await startMock("wisgate");
  const { status, body } = await call("GET", `${path}?${query}`);
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: { param: query.split("=")[0] } });
});

test("a queued task can be cancelled, once", async () => {
  const { submitted, poll, call } = await startMock("wisgate", { progress: timed });
  const id = await submitted();
  expect(await call("DELETE", `${path}/${id}`)).toMatchObject({ status: 200, body: {} });
  expect((await poll(id)).body).toMatchObject({ status: "cancelled" });
  const again = await call("DELETE", `${path}/${id}`);
  expect([again.status, again.body]).toMatchObject([403, { error: { code: "OperationDenied" } }]);
});

test("a running task cannot be cancelled", async () => {
  const { mock, submitted, poll, call } = await startMock("wisgate", { progress: timed });
  const id = await submitted();
  mock.clock.advance(15_000);
  expect((await call("DELETE", `${path}/${id}`)).status).toBe(403);
  mock.clock.advance(15_000);
  expect((await poll(id)).body["status"]).toBe("succeeded");
});

test("deleting an ended task removes its record", async () => {
  const { mock, submitted, poll, call } = await startMock("wisgate", { progress: timed });
  const id = await submitted();
  mock.clock.advance(30_000);
  expect((await call("DELETE", `${path}/${id}`)).status).toBe(200);
  expect((await poll(id)).status).toBe(404);
  expect((await call("DELETE", `${path}/${id}`)).status).toBe(404);
});
