import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createByteDance } from "@ai-sdk/bytedance";
import { createMockServer } from "@shotlist/mock-server";
import { experimental_generateVideo as generateVideo } from "ai";
import { expect, test } from "vitest";
import { root } from "../src/sources.ts";

test.each(["ai-sdk-mock.test.ts", "ai-sdk-nock.test.ts"])("the page shows %s as it runs", async (file) => {
  const page = await readFile(join(root, "docs/ai-sdk.md"), "utf8");
  const source = await readFile(new URL(file, import.meta.url), "utf8");
  expect(page).toContain(`\n\`\`\`ts\n${source}\`\`\`\n`);
});

test("without what the page says, the link to this machine is refused after the clip was paid for", async () => {
  await using mock = await createMockServer({ formats: ["ark"], progress: { mode: "immediate" } });
  const byteDance = createByteDance({ baseURL: `${mock.urlOf("ark")}/api/v3`, apiKey: "any-key" });
  const call = generateVideo({
    model: byteDance.video("seedance-1-5-pro-251215"),
    prompt: "A cat plays with a ball of yarn",
    maxRetries: 0,
    providerOptions: { bytedance: { pollIntervalMs: 1 } },
  });
  await expect(call).rejects.toMatchObject({ name: "AI_DownloadError", message: expect.stringContaining("127.0.0.1") });
  expect(mock.billed().tasks).toBe(1);
});
