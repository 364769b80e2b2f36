import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";

test("a limit in one scope is not felt in another", async () => {
  await using mock = await createMockServer({ clock: "manual" });
  mock.scope("busy").faults.add({ fault: "rate_limited", limit: { requests: 1, seconds: 60 } });
  const submit = (scope: string) =>
    fetch(`${mock.scope(scope).urlOf("toapis")}/v1/videos/generations`, {
      method: "POST",
      headers: { authorization: "Bearer any-key", "content-type": "application/json" },
      body: JSON.stringify({ model: "doubao-seedance-1-5-pro", prompt: "A calm sea" }),
    });

  expect((await submit("busy")).status).toBe(200);
  const refused = await submit("busy");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
  expect((await submit("calm")).status).toBe(200);

  mock.scope("busy").clock.advance(60_000);
  expect((await submit("busy")).status).toBe(200);
  expect(mock.scope("busy").requests).toHaveLength(3);
});
