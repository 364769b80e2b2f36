import { mswLifecycle } from "@shotlist/contract-kit/msw";
import { setupServer } from "msw/node";
import { expect, test } from "vitest";

test("my client sends a form and waits", async () => {
  const lifecycle = mswLifecycle("openai-videos", { polls: 1, taskId: "video_1" });
  const server = setupServer(...lifecycle.handlers); // setupWorker(...) in a browser
  server.listen();

  const url = "https://api.openai.com/v1/videos";
  const headers = { authorization: "Bearer my-key" };
  const body = new FormData();
  body.append("prompt", "A kitten");
  await fetch(url, { method: "POST", headers, body });
  const poll = async () => (await fetch(`${url}/video_1`, { headers })).json();

  expect([(await poll()).status, (await poll()).status]).toEqual(["queued", "completed"]);
  expect(lifecycle.submits).toEqual([{ prompt: "A kitten" }]);
  server.close();
});
