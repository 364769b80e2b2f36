import { createByteDance } from "@ai-sdk/bytedance";
import { createMockServer } from "@shotlist/mock-server";
import { createDownload, experimental_generateVideo as generateVideo } from "ai";
import { expect, test } from "vitest";

test("my code gets a clip from the mock", async () => {
  await using mock = await createMockServer({
    formats: ["ark"],
    allowHosts: ["mock.example"],
    progress: { mode: "immediate" },
  });
  // Links have the name by which the mock was called. This fetch leads every name to the mock, without the network.
  const fetch: typeof globalThis.fetch = (input, init) => mock.fetch(new Request(input, init));
  const byteDance = createByteDance({ baseURL: "http://mock.example/ark/api/v3", apiKey: "any-key", fetch });

  const { video } = await generateVideo({
    model: byteDance.video("seedance-1-5-pro-251215"),
    prompt: "A cat plays with a ball of yarn",
    duration: 5,
    maxRetries: 0,
    download: createDownload({ fetch }),
  });

  expect(video.mediaType).toBe("video/mp4");
  mock.requests.expect({ operation: "submit", body: { duration: 5 } });
  expect(mock.billed().tasks).toBe(1);
});
