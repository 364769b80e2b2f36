#!/bin/bash
# ai 7.0.173 with @ai-sdk/bytedance 1.0.29 (npm): clips that are paid for are lost to the caller of `experimental_generateVideo`.
# With `n: 2`, one task that fails rejects the whole call: the clip of the other one is neither fetched nor named. With `n: 1`, one 503 on the
# clip's link is not tried again, though submits and polls are, and the error names no task. Seen on 2026-11-30:
#   n 2, one fails: 2 submits, 0 downloads, error without the other task's id
#   n 1, link busy once: 1 submit, 1 download, error without the task's id
# Exits with 1 where that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --ignore-scripts --no-audit --no-fund --silent ai@7.0.173 @ai-sdk/bytedance@1.0.29 undici@7.16.0
cat > lost.js <<'JS'
import { createServer } from "node:http";
import { createByteDance } from "@ai-sdk/bytedance";
import { experimental_generateVideo as generateVideo } from "ai";
import { Agent, setGlobalDispatcher } from "undici";

let submits = 0;
let downloads = 0;
let oneFails = true;
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    const id = request.url.split("/").at(-1);
    if (request.url.startsWith("/clips/")) {
      downloads += 1;
      response.statusCode = 503;
      return response.end();
    }
    response.setHeader("content-type", "application/json");
    if (request.method === "POST") return response.end(JSON.stringify({ id: `cgt-${(submits += 1)}` }));
    const isFailed = oneFails && id === "cgt-2";
    const task = isFailed
      ? { status: "failed", error: { code: "OutputVideoSensitiveContentDetected", message: "refused" } }
      : { status: "succeeded", content: { video_url: `http://vendor.example:${port}/clips/${id}` } };
    return response.end(JSON.stringify({ id, model: "seedance-1-5-pro-251215", ...task }));
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address();
// The package downloads nothing from a loopback address: here a name leads there.
const lookup = (_name, _options, found) => found(null, [{ address: "127.0.0.1", family: 4 }]);
setGlobalDispatcher(new Agent({ connect: { lookup } }));
const byteDance = createByteDance({ apiKey: "any", baseURL: `http://vendor.example:${port}/api/v3` });

async function errorOf(n) {
  submits = 0;
  downloads = 0;
  const error = await generateVideo({
    model: byteDance.video("seedance-1-5-pro-251215"),
    prompt: "A cat plays with a ball of yarn",
    n,
    providerOptions: { bytedance: { pollIntervalMs: 20 } },
  }).catch((reason) => reason);
  return JSON.stringify({ ...error, message: error.message }).replaceAll(/"url":"[^"]*"|http:\S+/g, "");
}

const ofTwo = await errorOf(2);
const other = ofTwo.includes("cgt-1") ? "with" : "without";
console.log(`n 2, one fails: ${submits} submits, ${downloads} downloads, error ${other} the other task's id`);
oneFails = false;
const ofOne = await errorOf(1);
const own = ofOne.includes("cgt-1") ? "with" : "without";
console.log(`n 1, link busy once: ${submits} submit, ${downloads} download, error ${own} the task's id`);
process.exit(0);
JS
seen=$(timeout 60 node lost.js)
echo "$seen"
[ "$seen" = "n 2, one fails: 2 submits, 0 downloads, error without the other task's id
n 1, link busy once: 1 submit, 1 download, error without the task's id" ]
