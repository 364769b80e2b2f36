import { expect, test } from "vitest";
import { sampleRequest } from "../testing/sample-requests.ts";
import { startMock } from "../testing/start-mock.ts";
import { startReceiver } from "../testing/start-receiver.ts";
import { isLoopbackUrl } from "./loopback.ts";

const timed = { mode: "time", queuedSeconds: 10, runningSeconds: 20 } as const;

test("calls back on every status where the format does, with the body of a poll", async () => {
  const { url, received } = await startReceiver();
  const { mock, submitted, poll } = await startMock("wisgate", { progress: timed });
  const id = await submitted({ ...sampleRequest("wisgate"), callback_url: url });
  await mock.settled();
  mock.clock.advance(10_000);
  await mock.settled();
  mock.clock.advance(20_000);
  await mock.settled();
  expect(received).toMatchObject([
    { id, status: "queued" },
    { id, status: "running" },
    { id, status: "succeeded" },
  ]);
  // The vendor has said that the task has ended, so a first poll says so too; and nobody is called twice.
  expect((await poll(id)).body).toEqual(received[2]);
  await mock.settled();
  expect(received).toHaveLength(3);
});

test("tries again after the documented pauses, on the virtual clock, and then gives up", async () => {
  const { url, received } = await startReceiver(500, 500, 500, 500, 500, 500, 500, 500);
  const { mock, submitted } = await startMock("wisgate", { progress: { mode: "manual" } });
  const createdAtMs = mock.clock.now();
  await submitted({ ...sampleRequest("wisgate"), callback_url: url });
  await mock.settled();
  for (let round = 0; round < 20; round += 1) {
    mock.clock.advance(10_000);
    // oxlint-disable-next-line no-await-in-loop -- a retry is planned when the receiver has answered
    await mock.settled();
  }
  expect(mock.webhooks.map(({ attempt, atMs, outcome }) => [attempt, (atMs - createdAtMs) / 1000, outcome])).toEqual([
    [1, 0, 500],
    [2, 10, 500],
    [3, 40, 500],
    [4, 100, 500],
  ]);
  expect(received).toHaveLength(4);
});

test("what is still to be sent about a task that fell out of memory is given up", async () => {
  const { url, received } = await startReceiver(500);
  const { mock, submitted } = await startMock("wisgate", { progress: timed, taskLimit: 2 });
  const ids: string[] = [];
  for (const failsAtFirst of [true, false, false]) {
    // oxlint-disable-next-line no-await-in-loop -- in order
    ids.push(await submitted({ ...sampleRequest("wisgate"), callback_url: url }));
    // oxlint-disable-next-line no-await-in-loop -- the first call is the one that fails
    if (failsAtFirst) await mock.settled();
  }
  for (const seconds of [10, 20, 600]) {
    mock.clock.advance(seconds * 1000);
    // oxlint-disable-next-line no-await-in-loop -- time moves when everything is sent
    await mock.settled();
  }
  const told = mock.webhooks.map(({ taskId, taskStatus }) => `${ids.indexOf(taskId)} ${taskStatus}`);
  expect(told.toSorted()).toEqual([
    "0 queued",
    "1 queued",
    "1 running",
    "1 succeeded",
    "2 queued",
    "2 running",
    "2 succeeded",
  ]);
  expect(received).toHaveLength(7);
});

test("never calls a machine other than this one, and keeps no query of a target", async () => {
  const { mock, submitted } = await startMock("wisgate", { progress: { mode: "manual" } });
  await submitted({ ...sampleRequest("wisgate"), callback_url: "https://hooks.example.com/a?token=secret" });
  await mock.settled();
  expect(mock.webhooks).toMatchObject([{ target: "https://hooks.example.com/a", outcome: "not allowed" }]);
});

test("notes a receiver that is not there", async () => {
  const { mock, submitted } = await startMock("wisgate", { progress: { mode: "manual" } });
  await submitted({ ...sampleRequest("wisgate"), callback_url: "http://127.0.0.1:1/hook" });
  await mock.settled();
  expect(mock.webhooks).toMatchObject([{ outcome: "unreachable" }]);
});

test.each([
  ["http://127.0.0.1:8080/x", true],
  ["http://localhost/x", true],
  ["http://[::1]:80/", true],
  ["http://127.0.0.1.example.com/", false],
  ["http://localhost.example.com/", false],
  ["http://example.com/127.0.0.1", false],
  ["ftp://127.0.0.1/", false],
  ["not a url", false],
])("%s", (url, loopback) => {
  expect(isLoopbackUrl(url)).toBe(loopback);
});

test.each([
  ["webhook_lost", []],
  ["webhook_doubled", ["queued", "queued"]],
  ["webhook_late", ["running", "succeeded", "queued"]],
  ["webhook_reordered", ["running", "queued", "succeeded"]],
])("%s, where the fault strikes the first call", async (fault, statuses) => {
  const { url, received } = await startReceiver();
  const lost = fault === "webhook_lost" || fault === "webhook_doubled";
  const { mock, submitted } = await startMock("wisgate", {
    progress: timed,
    scenario: { rules: [{ fault, times: 1 }] },
  });
  await submitted({ ...sampleRequest("wisgate"), callback_url: url });
  for (const seconds of lost ? [1] : [1, 10, 20, 600]) {
    // oxlint-disable-next-line no-await-in-loop -- time moves on when the receiver has answered
    await mock.settled();
    mock.clock.advance(seconds * 1000);
  }
  await mock.settled();
  expect(
    received.map((body) => (typeof body === "object" && body !== null && "status" in body ? body.status : "")),
  ).toEqual(statuses);
});

test("webhook_forged comes first, for a task that does not exist", async () => {
  const { url, received } = await startReceiver();
  const { mock, submitted } = await startMock("wisgate", {
    progress: { mode: "manual" },
    scenario: { rules: [{ fault: "webhook_forged" }] },
  });
  const id = await submitted({ ...sampleRequest("wisgate"), callback_url: url });
  await mock.settled();
  expect(received).toEqual(
    expect.arrayContaining([expect.objectContaining({ id: `${id}-forged` }), expect.objectContaining({ id })]),
  );
});
