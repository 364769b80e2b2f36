import { writeFile } from "node:fs/promises";
import { createByteDance } from "@ai-sdk/bytedance";
import { experimental_generateVideo as generateVideo } from "ai";
import { Agent, setGlobalDispatcher } from "undici";
import { clipFile, vendorUrl } from "./arguments.ts";

// `generateVideo` downloads nothing from a loopback address, so the vendor gets a name here, as it would in a network.
const { port } = new URL(vendorUrl);
const found = [{ address: "127.0.0.1", family: 4 }];
setGlobalDispatcher(new Agent({ connect: { lookup: (_name, _options, tell) => tell(null, found) } }));
const ownFetch: typeof fetch = async (input, options) => {
  const answer = await fetch(input, options);
  const text = await answer.text();
  // The vendor names its files by its address; the name leads to the same place.
  return new Response(text.replaceAll(vendorUrl, `http://vendor.example:${port}`), {
    status: answer.status,
    headers: { "content-type": answer.headers.get("content-type") ?? "application/json" },
  });
};
const byteDance = createByteDance({
  baseURL: `http://vendor.example:${port}/api/v3`,
  apiKey: "any-key",
  fetch: ownFetch,
});
const { video } = await generateVideo({
  model: byteDance.video("doubao-seedance-2.0"),
  prompt: "A cat walks down a sunny street",
  aspectRatio: "16:9",
  duration: 5,
  providerOptions: { bytedance: { pollIntervalMs: 100 } },
});
await writeFile(clipFile, video.uint8Array);
