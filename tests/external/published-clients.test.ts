import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createByteDance } from "@ai-sdk/bytedance";
import { experimental_generateVideo as generateVideo } from "ai";
import { execa } from "execa";
import { Agent, setGlobalDispatcher } from "undici";
import { expect, test } from "vitest";
import { probe } from "./ffprobe.ts";
import { startMock } from "./mock-process.ts";

test("the Python workflow of the native document drives the mock with only base URL and key changed", async () => {
  await using mock = await startMock("--format", "wisgate");
  const folder = await mkdtemp(join(tmpdir(), "shotlist-python-"));
  const printed = await readFile(new URL("clients/native-workflow.py", import.meta.url), "utf8");
  await writeFile(
    join(folder, "workflow.py"),
    printed.replace("https://api.wisgate.ai", mock.url).replace("<YOUR_API_KEY>", "any-key"),
  );
  const { stdout } = await execa("/usr/bin/python3", ["workflow.py"], { cwd: folder });
  expect(stdout).toContain("视频下载成功!");
  expect(await probe(join(folder, "generated_video.mp4"))).toMatchObject({ width: 1280, height: 720, seconds: 5 });
});

test("@ai-sdk/bytedance drives the mock with only base URL and key changed", async () => {
  await using mock = await startMock("--format", "wisgate", "--allow-host", "mock.example");
  // `generateVideo` downloads nothing from a loopback address, so the mock gets a name here, as it would in a network.
  const { port } = new URL(mock.url);
  setGlobalDispatcher(
    new Agent({ connect: { lookup: (_name, _options, found) => found(null, [{ address: "127.0.0.1", family: 4 }]) } }),
  );
  const byteDance = createByteDance({ baseURL: `http://mock.example:${port}/api/v3`, apiKey: "any-key" });
  const { video } = await generateVideo({
    model: byteDance.video("doubao-seedance-2.0"),
    prompt: "A cat playing with a ball of yarn in a sunlit room",
    aspectRatio: "16:9",
    duration: 5,
  });
  const folder = await mkdtemp(join(tmpdir(), "shotlist-ai-sdk-"));
  await writeFile(join(folder, "clip.mp4"), video.uint8Array);
  expect(await probe(join(folder, "clip.mp4"))).toMatchObject({ width: 1280, height: 720, seconds: 5 });
});

test("@ai-sdk/bytedance makes a draft with Ark, with only base URL and key changed", async () => {
  await using mock = await startMock("--format", "ark", "--allow-host", "mock.example");
  const { port } = new URL(mock.url);
  setGlobalDispatcher(
    new Agent({ connect: { lookup: (_name, _options, found) => found(null, [{ address: "127.0.0.1", family: 4 }]) } }),
  );
  const byteDance = createByteDance({ baseURL: `http://mock.example:${port}/api/v3`, apiKey: "any-key" });
  const { video, providerMetadata } = await generateVideo({
    model: byteDance.video("seedance-1-5-pro-251215"),
    prompt: "A cat playing with a ball of yarn in a sunlit room",
    aspectRatio: "9:16",
    duration: 4,
    providerOptions: { bytedance: { draft: true, generateAudio: true } },
  });
  expect(JSON.stringify(providerMetadata)).toContain("cgt-");
  const folder = await mkdtemp(join(tmpdir(), "shotlist-ai-sdk-"));
  await writeFile(join(folder, "clip.mp4"), video.uint8Array);
  expect(await probe(join(folder, "clip.mp4"))).toMatchObject({ width: 496, height: 864, seconds: 4 });
});
