// Runs with `node --test`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createMockServer } from "@shotlist/mock-server";

test("a client waits out a rate limit and gets its clip", async (context) => {
  const scenario = { rules: [{ fault: "rate_limited", match: { nth: 1 }, with: { retryAfter: 5 } }] };
  const mock = await createMockServer({ clock: "manual", scenario });
  context.after(() => mock.close());
  const tasks = `${mock.urlOf("toapis")}/v1/videos/generations`;
  const headers = { authorization: "Bearer any-key", "content-type": "application/json" };
  const body = JSON.stringify({ model: "doubao-seedance-1-5-pro", prompt: "Sunset on a beach" });
  const submit = () => fetch(tasks, { method: "POST", headers, body });

  const refused = await submit();
  assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "5"]);
  const { id } = await (await submit()).json();

  const statuses = [];
  for (let polls = 0; polls < 3; polls += 1) {
    const { status } = await (await fetch(`${tasks}/${id}`, { headers })).json();
    statuses.push(status);
    mock.clock.advance(60_000);
  }
  assert.deepEqual(statuses, ["queued", "in_progress", "completed"]);
  assert.equal(mock.billed().tasks, 1);
});
