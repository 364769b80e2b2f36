#!/bin/bash
# @ai-sdk/bytedance 1.0.29, @ai-sdk/fal 3.0.41 and @ai-sdk/replicate 3.0.46 (npm): `seed: 0` of `experimental_generateVideo` is not sent,
# without a warning, so that the vendor draws a seed. A clip that is to be made again, or found again by its seed, is another one.
# @ai-sdk/google 4.0.121 sends it. Seen on 2026-11-30, from what each package posts for seed 0 and seed 1:
#   bytedance: 0 is left out, 1 is sent
#   fal: 0 is left out, 1 is sent
#   replicate: 0 is left out, 1 is sent
#   google: 0 is sent, 1 is sent
# Exits with 1 where that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --ignore-scripts --no-audit --no-fund --silent \
  ai@7.0.173 @ai-sdk/bytedance@1.0.29 @ai-sdk/fal@3.0.41 @ai-sdk/replicate@3.0.46 @ai-sdk/google@4.0.121
cat > seed.js <<'JS'
import { createByteDance } from "@ai-sdk/bytedance";
import { createFal } from "@ai-sdk/fal";
import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { createReplicate } from "@ai-sdk/replicate";
import { experimental_generateVideo as generateVideo } from "ai";

let posted;
// Takes the submit, and refuses it: what happens afterwards is of no interest here.
const fetch = async (_url, { body }) => {
  posted = String(body);
  return Response.json({ error: { message: "refused" }, detail: "refused" }, { status: 400 });
};
const models = {
  bytedance: createByteDance({ apiKey: "any", fetch }).video("seedance-1-5-pro-251215"),
  fal: createFal({ apiKey: "any", fetch }).video("luma-dream-machine"),
  replicate: createReplicate({ apiToken: "any", fetch }).video("minimax/video-01"),
  google: createGoogleGenerativeAI({ apiKey: "any", fetch }).video("veo-3.1-generate-preview"),
};
for (const [name, model] of Object.entries(models)) {
  const words = [];
  for (const seed of [0, 1]) {
    posted = undefined;
    await generateVideo({ model, prompt: "A cat plays with a ball of yarn", seed, maxRetries: 0 }).catch(() => undefined);
    if (posted === undefined) throw new Error(`${name} posted nothing`);
    words.push(`${seed} is ${new RegExp(`"seed":${seed}\\b`).test(posted) ? "sent" : "left out"}`);
  }
  console.log(`${name}: ${words.join(", ")}`);
}
JS
seen=$(timeout 60 node seed.js)
echo "$seen"
[ "$seen" = "bytedance: 0 is left out, 1 is sent
fal: 0 is left out, 1 is sent
replicate: 0 is left out, 1 is sent
google: 0 is sent, 1 is sent" ]
