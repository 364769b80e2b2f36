import { writeFile } from "node:fs/promises";
import { createFalClient } from "@fal-ai/client";
import { clipFile, vendorUrl } from "./arguments.ts";

const ownFetch: typeof fetch = (input, options) => {
  const address = new URL(input instanceof Request ? input.url : input);
  return fetch(`${vendorUrl}/queue${address.pathname}${address.search}`, options);
};
const fal = createFalClient({ credentials: "any:key", fetch: ownFetch });
const { data } = await fal.subscribe("bench/model", {
  input: { prompt: "A cat walks down a sunny street" },
  pollInterval: 100,
});
const { video }: { readonly video: { readonly url: string } } = data;
const answer = await fetch(video.url);
await writeFile(clipFile, Buffer.from(await answer.arrayBuffer()));
