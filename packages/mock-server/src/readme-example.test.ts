import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";

test("a client submits, polls and downloads", async () => {
  await using mock = await createMockServer({ clock: "manual", seed: 7 });
  const tasks = `${mock.urlOf("wisgate")}/api/v3/contents/generations/tasks`;
  const headers = { authorization: "Bearer any-key", "content-type": "application/json" };
  const content = [{ type: "text", text: "A cat stretches in the morning light" }];
  const body = JSON.stringify({ model: "doubao-seedance-2.0", content, duration: 5 });

  const { id } = await (await fetch(tasks, { method: "POST", headers, body })).json();
  const poll = async () => (await fetch(`${tasks}/${id}`, { headers })).json();

  expect(await poll()).toMatchObject({ status: "queued" });
  mock.clock.advance(30_000);
  expect(await poll()).toMatchObject({ status: "running" });
  mock.clock.advance(60_000);
  const done = await poll();
  expect(done).toMatchObject({ status: "succeeded", usage: { total_tokens: 108_900 } });

  const clip = await fetch(done.content.video_url);
  expect(clip.headers.get("content-type")).toBe("video/mp4");

  mock.requests.expect({ operation: "submit", body: { duration: 5 } }, 1);
  expect(mock.billed().tasks).toBe(1);
});
