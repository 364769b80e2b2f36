import { createMockServer } from "@shotlist/mock-server";
import { expect, onTestFinished, test } from "vitest";
import { renderOnMock } from "./render-on-mock.ts";

const text = `shotlist: 1
name: aurora
provider: openai-videos
providers: { openai-videos: { pollEvery: 10ms } }
defaults: { model: sora-2, duration: 8, audio: true }
shots:
  - id: reveal
    prompt: A watch turns slowly on white marble
`;

test("a clip without a link comes from the provider's own path, with the key", async () => {
  const mock = await createMockServer({
    formats: ["openai-videos"],
    keys: ["test-key"],
    progress: { mode: "immediate" },
  });
  onTestFinished(() => mock.close());
  const { takes } = await renderOnMock(mock, "openai-videos", text);
  expect(takes).toMatchObject([{ id: "reveal", status: "succeeded" }]);
  expect(mock.requests.map(({ operation, status }) => [operation, status])).toEqual([
    ["submit", 200],
    ["poll", 200],
    ["content", 200],
  ]);
});
