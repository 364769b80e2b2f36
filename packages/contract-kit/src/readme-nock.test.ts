import { nockLifecycle } from "@shotlist/contract-kit/nock";
import nock from "nock";
import { afterEach, expect, test } from "vitest";

afterEach(() => nock.cleanAll());

test("my client waits for the clip", async () => {
  const lifecycle = nockLifecycle("relaydance", { polls: 3, outcome: "succeeded" });

  const url = "https://relaydance.com/v1/video/generations";
  const headers = { authorization: "Bearer my-key", "content-type": "application/json" };
  const body = JSON.stringify({ model: "doubao-seedance-2-0-1080p", prompt: "A kitten", seconds: "5" });
  const { task_id: id } = await (await fetch(url, { method: "POST", headers, body })).json();
  const statuses = [];
  let task = { status: "submitted", url: "" };
  while (task.status !== "succeeded") {
    task = await (await fetch(`${url}/${id}`, { headers })).json();
    statuses.push(task.status);
  }

  expect(statuses).toEqual(["submitted", "running", "running", "succeeded"]);
  expect(await (await fetch(task.url)).text()).toBe("clip");
  expect(lifecycle.submits).toHaveLength(1);
});
