#!/bin/bash
# @tanstack/ai 0.58.0 with @tanstack/ai-openai 0.23.1 (npm): a submit that is refused is reworded to "Video generation API is not available.
# The API may require special access." whenever the vendor's message has the word "videos" in it, such as a 429 that says how many videos
# are in progress. Status and code are gone from the error, so that a caller cannot tell that waiting helps. Seen on 2026-11-30, from two
# answers with status 429 and code rate_limit_exceeded:
#   "Too many requests": status 429, code rate_limit_exceeded
#   "Too many videos in progress": no status, no code, "Video generation API is not available."
# Exits with 1 where that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --ignore-scripts --no-audit --no-fund --silent @tanstack/ai@0.58.0 @tanstack/ai-openai@0.23.1 openai@6.49.0
cat > refused.js <<'JS'
import { createServer } from "node:http";
import { generateVideo } from "@tanstack/ai";
import { createOpenaiVideo } from "@tanstack/ai-openai";

let message = "";
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.writeHead(429, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message, type: "requests", code: "rate_limit_exceeded" } }));
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
const adapter = createOpenaiVideo("sora-2", "any", { baseURL, maxRetries: 0 });
for (message of ["Too many requests", "Too many videos in progress"]) {
  const error = await generateVideo({ adapter, prompt: "A cat plays with a ball of yarn", debug: false }).catch((reason) => reason);
  const status = error.status === undefined ? "no status" : `status ${error.status}`;
  const code = error.code === undefined ? "no code" : `code ${error.code}`;
  const words = error.message.includes(" not available.") ? [`"${error.message.split(". ")[0]}."`] : [];
  console.log(`${JSON.stringify(message)}: ${[status, code, ...words].join(", ")}`);
}
server.close();
JS
seen=$(timeout 60 node refused.js)
echo "$seen"
[ "$seen" = '"Too many requests": status 429, code rate_limit_exceeded
"Too many videos in progress": no status, no code, "Video generation API is not available."' ]
