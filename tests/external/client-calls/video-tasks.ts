import http from "node:http";
import https from "node:https";
import { createByteDance } from "@ai-sdk/bytedance";
import { createDownload, experimental_generateVideo as generateVideo } from "ai";
import FormData from "form-data";
import { generateVideo as streamVideo } from "@tanstack/ai";
import { createOpenaiVideo } from "@tanstack/ai-openai";
import { expect } from "vitest";
import type { FormatId } from "@shotlist/schema";
import type { Played } from "./played.ts";

/** A client that has the whole life of a clip in one call, or only a part of it. */
export interface TaskClient {
  readonly name: string;
  readonly format: FormatId;
  readonly does: string;
  /** How the task ends; `succeeded` by default. */
  readonly outcome?: "failed";
  readonly make: (played: Played) => Promise<void>;
}

/** Clients that make a clip from a prompt, by what they do. */
export const taskClients: readonly TaskClient[] = [
  ...(
    [
      ["ark", "seedance-1-5-pro-251215"],
      ["wisgate", "doubao-seedance-2.0"],
    ] as const
  ).map(([format, model]): TaskClient => ({
    name: "`ai` 7.0.173, `@ai-sdk/bytedance` 1.0.29",
    format,
    does: "`generateVideo`: submit, polls, download",
    make: (played) => makeClipWithAiSdk(played, model),
  })),
  {
    name: "`ai` 7.0.173, `@ai-sdk/bytedance` 1.0.29",
    format: "ark",
    does: "`generateVideo` of a task that fails",
    outcome: "failed",
    make: async (played) => {
      const call = generateWithAiSdk(played, "seedance-1-5-pro-251215");
      await expect(call).rejects.toMatchObject({ name: "BYTEDANCE_VIDEO_GENERATION_FAILED" });
    },
  },
  {
    name: "`@tanstack/ai` 0.58.0, `@tanstack/ai-openai` 0.23.1",
    format: "openai-videos",
    does: "`generateVideo`: submit, polls, content",
    make: async (played) => {
      const chunks = await generateWithTanStack(played);
      expect(chunks.at(-1)).toBe("RUN_FINISHED");
      expect(chunks.filter((name) => name === "video:status")).toHaveLength(3);
    },
  },
  {
    name: "`@tanstack/ai` 0.58.0, `@tanstack/ai-openai` 0.23.1",
    format: "openai-videos",
    does: "`generateVideo` of a task that fails",
    outcome: "failed",
    make: async (played) => {
      expect((await generateWithTanStack(played)).at(-1)).toBe("RUN_ERROR");
    },
  },
  {
    name: "`form-data` 4.0.6 over `node:http`",
    format: "openai-videos",
    does: "a submit as a streamed form with a file",
    make: submitStream,
  },
];

/** Links to this machine are refused by the downloader of the AI SDK: here they have a name, and a `fetch` that knows it. */
async function generateWithAiSdk(
  { baseUrl, fetch }: Played,
  model: string,
): Promise<Awaited<ReturnType<typeof generateVideo>>> {
  const named = baseUrl.replace(/127\.0\.0\.1:\d+/, "mock.example");
  const byteDance = createByteDance({ baseURL: `${named}/api/v3`, apiKey: "any-key", fetch });
  return generateVideo({
    model: byteDance.video(model),
    prompt: "A cat plays with a ball of yarn",
    duration: 5,
    maxRetries: 0,
    providerOptions: { bytedance: { pollIntervalMs: 1 } },
    download: createDownload({ fetch }),
  });
}

async function makeClipWithAiSdk(played: Played, model: string): Promise<void> {
  const { video, providerMetadata } = await generateWithAiSdk(played, model);
  expect(video.uint8Array.length).toBeGreaterThan(0);
  expect(JSON.stringify(providerMetadata)).toContain("cgt-");
}

/** Names of the chunks that the client streams. */
async function generateWithTanStack({ baseUrl }: Played): Promise<readonly string[]> {
  const adapter = createOpenaiVideo("sora-2", "any-key", { baseURL: `${baseUrl}/v1`, maxRetries: 0 });
  const prompt = "A watch on marble";
  const options = { adapter, prompt, duration: 4, stream: true, pollingInterval: 1, debug: false } as const;
  const names: string[] = [];
  for await (const chunk of streamVideo(options)) names.push("name" in chunk ? String(chunk.name) : chunk.type);
  return names;
}

async function submitStream({ baseUrl }: Played): Promise<void> {
  const form = new FormData();
  form.append("prompt", "A watch on marble");
  form.append("seconds", "4");
  form.append("input_reference", Buffer.of(0x89, 0x50), { filename: "first.png", contentType: "image/png" });
  const headers = { ...form.getHeaders(), authorization: "Bearer any-key" };
  // MSW sees requests of a module alone, not of a `request` that was imported by its name.
  const { request } = baseUrl.startsWith("https:") ? https : http;
  const answer = await new Promise<{ readonly status: number | undefined; readonly text: string }>(
    (resolve, reject) => {
      const call = request(`${baseUrl}/v1/videos`, { method: "POST", headers });
      call.on("response", (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("end", () => resolve({ status: response.statusCode, text }));
      });
      call.on("error", reject);
      form.pipe(call);
    },
  );
  expect(answer).toMatchObject({ status: 200, text: expect.stringContaining("queued") });
}
