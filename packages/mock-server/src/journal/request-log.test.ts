import { expect, test } from "vitest";
import { sampleRequest } from "../testing/sample-requests.ts";
import { startMock } from "../testing/start-mock.ts";

test("finds requests by any of their parts", async () => {
  const { mock, submitted, poll, submit } = await startMock("wisgate");
  const id = await submitted();
  await poll(id);
  await submit({});
  expect(
    mock.requests.expect({ operation: "submit", body: { duration: 5, content: [{ type: "text" }] } }, 1),
  ).toMatchObject([{ number: 1, taskId: id }]);
  mock.requests.expect({ path: /tasks\/cgt-/, method: "GET", status: 200 }, 1);
  mock.requests.expect({ verdict: "refused" }, 1);
  mock.requests.expect({ operation: "cancel" }, 0);
});

test("says which request was nearest, and where it differs", async () => {
  const { mock, submitted } = await startMock("wisgate");
  await submitted({ ...sampleRequest("wisgate"), duration: 8 });
  expect(() => mock.requests.expect({ operation: "submit", body: { duration: 5, frames: 9 } })).toThrow(
    [
      'Expected at least one request like {"operation":"submit","body":{"duration":5,"frames":9}}, found 0 of 1.' +
        " The closest is number 1, POST /wisgate/api/v3/contents/generations/tasks, which differs in:",
      "/body/duration: 8 instead of 5",
      "/body/frames: nothing instead of 9",
    ].join("\n  "),
  );
  expect(() => mock.requests.expect({ operation: "submit" }, 2)).toThrow("Expected 2 requests like");
});

test("says so where nothing was asked", async () => {
  const { mock } = await startMock("wisgate");
  expect(() => mock.requests.expect({ method: "GET" })).toThrow("There were no requests.");
});

test("refuses a pattern with a key that no request has, which would prove nothing", async () => {
  const { mock } = await startMock("wisgate");
  const misspelt: Record<string, unknown> = { operatoin: "submit" };
  expect(() => mock.requests.expect(misspelt, 0)).toThrow(
    /^requests.expect: operatoin is unknown; known are method, path, /u,
  );
  expect(() => mock.requests.expect({ price: { currrency: "CNY" } as object }, 0)).toThrow("currrency is unknown");
});
