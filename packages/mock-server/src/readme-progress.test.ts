import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";

test("a stormy clip is still being made when the others are ready", async () => {
  await using mock = await createMockServer({
    clock: "manual",
    progress: [
      { match: { format: "toapis", prompt: "storm" }, mode: "time", runningSeconds: 600 },
      { match: { model: "doubao-seedance-2.0" }, mode: "polls", polls: 3 },
      { mode: "immediate" },
    ],
  });
  const tasks = `${mock.urlOf("toapis")}/v1/videos/generations`;
  const headers = { authorization: "Bearer any-key", "content-type": "application/json" };
  for (const prompt of ["A calm sea", "A storm at sea"]) {
    const body = JSON.stringify({ model: "doubao-seedance-1-5-pro", prompt });
    const { id } = await (await fetch(tasks, { method: "POST", headers, body })).json();
    await fetch(`${tasks}/${id}`, { headers });
  }
  expect(mock.tasks.map(({ status }) => status)).toEqual(["succeeded", "queued"]);
});
