#!/bin/bash
# @ai-sdk/bytedance 1.0.29 (npm): `expired` and `cancelled`, which the documentation of the API lists as ends of a task, are polled on
# until the time limit (ten minutes by default), and the error then says that the generation timed out. Of a `failed` task the vendor's
# code and message are left out of the error.
# Seen on 2026-11-30, with a limit of 600 ms:
#   expired: polled again, BYTEDANCE_VIDEO_GENERATION_TIMEOUT
#   cancelled: polled again, BYTEDANCE_VIDEO_GENERATION_TIMEOUT
#   failed: polled once, BYTEDANCE_VIDEO_GENERATION_FAILED, without the vendor's code
# Exits with 1 where that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --ignore-scripts --no-audit --no-fund --silent ai@7.0.173 @ai-sdk/bytedance@1.0.29
cat > ends.js <<'JS'
import { createServer } from "node:http";
import { createByteDance } from "@ai-sdk/bytedance";
import { experimental_generateVideo as generateVideo } from "ai";

let status = "";
let polls = 0;
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.setHeader("content-type", "application/json");
    if (request.method === "POST") return response.end(JSON.stringify({ id: "cgt-1" }));
    polls += 1;
    const error = { code: "OutputVideoSensitiveContentDetected", message: "The output may contain sensitive content" };
    return response.end(JSON.stringify({ id: "cgt-1", model: "seedance-1-5-pro-251215", status, error }));
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const byteDance = createByteDance({ apiKey: "any", baseURL: `http://127.0.0.1:${server.address().port}/api/v3` });
for (status of ["expired", "cancelled", "failed"]) {
  polls = 0;
  const error = await generateVideo({
    model: byteDance.video("seedance-1-5-pro-251215"),
    prompt: "A cat plays with a ball of yarn",
    maxRetries: 0,
    providerOptions: { bytedance: { pollIntervalMs: 20, pollTimeoutMs: 600 } },
  }).catch((reason) => reason);
  const code = error.message.includes("OutputVideoSensitiveContentDetected") ? "with" : "without";
  const words = [`${status}: polled ${polls > 1 ? "again" : "once"}`, error.name];
  console.log([...words, ...(status === "failed" ? [`${code} the vendor's code`] : [])].join(", "));
}
server.close();
JS
seen=$(timeout 60 node ends.js)
echo "$seen"
[ "$seen" = "expired: polled again, BYTEDANCE_VIDEO_GENERATION_TIMEOUT
cancelled: polled again, BYTEDANCE_VIDEO_GENERATION_TIMEOUT
failed: polled once, BYTEDANCE_VIDEO_GENERATION_FAILED, without the vendor's code" ]
