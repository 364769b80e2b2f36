#!/bin/bash
# ai 7.0.173 with @ai-sdk/bytedance 1.0.29 (npm): `experimental_generateVideo` retries the whole call, so one 500 or 429 that answers a
# poll submits the request again. The first task runs on and is paid for; nothing names it. `maxRetries: 0` turns it off.
# Seen on 2026-11-30, where the first poll is answered with 500 (429 gives the same) and the next one says that the task has failed:
#   2 submits, 2 polls
# Exits with 1 where that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --ignore-scripts --no-audit --no-fund --silent ai@7.0.173 @ai-sdk/bytedance@1.0.29
cat > poll.js <<'JS'
import { createServer } from "node:http";
import { createByteDance } from "@ai-sdk/bytedance";
import { experimental_generateVideo as generateVideo } from "ai";

const counts = { POST: 0, GET: 0 };
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    counts[request.method] += 1;
    response.setHeader("content-type", "application/json");
    if (request.method === "POST") return response.end(JSON.stringify({ id: `cgt-${counts.POST}` }));
    if (counts.GET === 1) response.statusCode = 500;
    const answer =
      counts.GET === 1
        ? { error: { code: "InternalServiceError", message: "The service is busy", type: "InternalServerError" } }
        : { id: "cgt-2", model: "seedance-1-5-pro-251215", status: "failed", error: { code: "x", message: "y" } };
    return response.end(JSON.stringify(answer));
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const byteDance = createByteDance({ apiKey: "any", baseURL: `http://127.0.0.1:${server.address().port}/api/v3` });
const call = generateVideo({
  model: byteDance.video("seedance-1-5-pro-251215"),
  prompt: "A cat plays with a ball of yarn",
  providerOptions: { bytedance: { pollIntervalMs: 20 } },
});
await call.catch(() => undefined);
console.log(`${counts.POST} submits, ${counts.GET} polls`);
server.close();
JS
seen=$(timeout 60 node poll.js)
echo "$seen"
[ "$seen" = "2 submits, 2 polls" ]
