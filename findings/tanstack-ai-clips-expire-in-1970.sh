#!/bin/bash
# @tanstack/ai 0.58.0 with @tanstack/ai-openai 0.23.1 (npm): of a finished video whose answer has a link (`url`, as many relays of the Videos
# API add it), `expires_at`, which is in Unix seconds, is read as milliseconds: every link is said to have expired in January 1970. Of a
# video that failed, the vendor's code is left out. Seen on 2026-11-30:
#   expires_at 1758945185 (2025-09-27): expiresAt 1970-01-21
#   failed with moderation_blocked: {"jobId":"video_1","status":"failed","error":"Blocked."}
# Exits with 1 where that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --ignore-scripts --no-audit --no-fund --silent @tanstack/ai@0.58.0 @tanstack/ai-openai@0.23.1 openai@6.49.0
cat > status.js <<'JS'
import { createServer } from "node:http";
import { getVideoJobStatus } from "@tanstack/ai";
import { createOpenaiVideo } from "@tanstack/ai-openai";

let video = {};
const server = createServer((_request, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ id: "video_1", object: "video", model: "sora-2", ...video }));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
const adapter = createOpenaiVideo("sora-2", "any", { baseURL, maxRetries: 0 });
const day = (date) => date.toISOString().slice(0, 10);

const expires_at = 1758945185;
video = { status: "completed", url: "https://clips.example/a.mp4", expires_at };
const { expiresAt } = await getVideoJobStatus({ adapter, jobId: "video_1" });
console.log(`expires_at ${expires_at} (${day(new Date(expires_at * 1000))}): expiresAt ${day(expiresAt)}`);
video = { status: "failed", error: { code: "moderation_blocked", message: "Blocked." } };
console.log(`failed with moderation_blocked: ${JSON.stringify(await getVideoJobStatus({ adapter, jobId: "video_1" }))}`);
server.close();
JS
seen=$(timeout 60 node status.js)
echo "$seen"
[ "$seen" = 'expires_at 1758945185 (2025-09-27): expiresAt 1970-01-21
failed with moderation_blocked: {"jobId":"video_1","status":"failed","error":"Blocked."}' ]
