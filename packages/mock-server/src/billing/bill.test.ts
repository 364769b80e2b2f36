import { expect, test } from "vitest";
import { createMockServer } from "../create-mock-server.ts";
import { goodKey, startMock } from "../testing/start-mock.ts";

const priced = "gogogotoken";
const request = { model: "doubao-seedance-2-0-fast", prompt: "A watch", seconds: "5", size: "720x1280" };

test("adds up what the accepted tasks would have cost by the published prices", async () => {
  const { mock, submitted } = await startMock(priced);
  await submitted(request);
  await submitted({ ...request, images: ["https://example.com/a.png"] });
  // 108,900 tokens at 37 CNY a million, and at 22 with media.
  expect(mock.billed()).toEqual({ tasks: 2, unpriced: 0, amounts: { CNY: 6.4251 } });
});

test("the journal has the price of every task with the request that created it", async () => {
  const { mock, submit, submitted, poll } = await startMock(priced);
  await poll(await submitted(request));
  await submit({});
  const price = { amount: 4.0293, currency: "CNY" };
  expect(mock.requests.map((entry) => entry.price)).toEqual([price, undefined, undefined]);
  expect(mock.requests.expect({ price: { currency: "CNY" } }, 1)).toMatchObject([{ operation: "submit", price }]);
});

test("asks nothing for a refused request, a cancelled task or a failure that the vendor does not bill", async () => {
  const { mock, submit, submitted, poll } = await startMock(priced, {
    progress: { mode: "immediate" },
    scenario: { rules: [{ fault: "task_fails" }] },
  });
  await submit({});
  await poll(await submitted());
  expect(mock.billed()).toEqual({ tasks: 0, unpriced: 0, amounts: {} });
});

test("counts tasks whose price nobody publishes", async () => {
  const { mock, submitted } = await startMock("wisgate");
  await submitted();
  expect(mock.billed()).toEqual({ tasks: 1, unpriced: 1, amounts: {} });
});

test("a task whose answer was lost is billed, as the vendor would", async () => {
  const { mock, submit } = await startMock("wisgate", { scenario: { rules: [{ fault: "cut_after_accepting" }] } });
  await expect(submit()).rejects.toThrow("fetch failed");
  expect(mock.billed().tasks).toBe(1);
});

test("tasks that have fallen out stay on the bill", async () => {
  await using mock = await createMockServer({ clock: "manual", taskLimit: 2 });
  for (let number = 0; number < 5; number += 1) {
    // oxlint-disable-next-line no-await-in-loop -- in order
    await mock.fetch(
      new Request(`${mock.urlOf(priced)}/v1/video/generations`, {
        method: "POST",
        headers: { ...goodKey, "content-type": "application/json" },
        body: JSON.stringify(request),
      }),
    );
  }
  expect(mock.tasks).toHaveLength(2);
  expect(mock.billed()).toEqual({ tasks: 5, unpriced: 0, amounts: { CNY: 20.1465 } });
});
