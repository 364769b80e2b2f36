import { createByteDance } from "@ai-sdk/bytedance";
import { nockLifecycle } from "@shotlist/contract-kit/nock";
import { experimental_generateVideo as generateVideo } from "ai";
import nock from "nock";
import { afterEach, expect, test } from "vitest";

afterEach(() => nock.cleanAll());

test("my code gets a clip from nock", async () => {
  const lifecycle = nockLifecycle("ark", { baseUrl: "https://ark.example.com", polls: 1 });
  const byteDance = createByteDance({ baseURL: "https://ark.example.com/api/v3", apiKey: "any-key" });

  const { video } = await generateVideo({
    model: byteDance.video("seedance-1-5-pro-251215"),
    prompt: "A cat plays with a ball of yarn",
    maxRetries: 0,
    providerOptions: { bytedance: { pollIntervalMs: 1 } },
  });

  expect(Buffer.from(video.uint8Array).toString()).toBe("clip");
  expect(lifecycle.submits).toHaveLength(1);
});
