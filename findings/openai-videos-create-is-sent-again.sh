#!/bin/bash
# openai 7.59.0 (npm): `videos.create` is sent up to three times where the answer is lost, and no request carries an idempotency key
# or anything else by which a server could know it again. Each may be a video that is paid for. `maxRetries: 0` turns it off.
# Seen on 2026-11-30, from a server that takes the request and closes the connection twice:
#   POST /v1/videos, no idempotency key, retry 0
#   POST /v1/videos, no idempotency key, retry 1
#   POST /v1/videos, no idempotency key, retry 2
#   the caller sees video_3
# Exits with 1 where that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --ignore-scripts --no-audit --no-fund --silent openai@7.59.0
cat > create.js <<'JS'
import { createServer } from "node:http";
import OpenAI from "openai";

let count = 0;
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    count += 1;
    const key = Object.keys(request.headers).find((name) => name.includes("idempotency"));
    const retry = request.headers["x-stainless-retry-count"];
    console.log(`${request.method} ${request.url}, ${key ?? "no idempotency key"}, retry ${retry}`);
    if (count < 3) return response.socket.destroy();
    response.setHeader("content-type", "application/json");
    return response.end(JSON.stringify({ id: `video_${count}`, object: "video", status: "queued" }));
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const client = new OpenAI({ apiKey: "any", baseURL: `http://127.0.0.1:${server.address().port}/v1` });
const { id } = await client.videos.create({ model: "sora-2", prompt: "A cat plays with a ball of yarn", seconds: "4" });
console.log(`the caller sees ${id}`);
server.close();
JS
seen=$(timeout 60 node create.js)
echo "$seen"
[ "$seen" = "POST /v1/videos, no idempotency key, retry 0
POST /v1/videos, no idempotency key, retry 1
POST /v1/videos, no idempotency key, retry 2
the caller sees video_3" ]
