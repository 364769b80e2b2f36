#!/bin/bash
# @ai-sdk/bytedance 1.0.29 (npm): `resolution: "720x1280"`, which the AI SDK defines as width by height, is sent as `resolution: "720p"`
# without a ratio and without a warning. A portrait and a landscape size become the same request, and the vendor's own ratio is rendered
# and paid for. With `aspectRatio` beside it, the ratio is sent. Seen on 2026-11-30:
#   720x1280: {"resolution":"720p"}, 0 warnings
#   1280x720: {"resolution":"720p"}, 0 warnings
#   720x1280 and 9:16: {"ratio":"9:16","resolution":"720p"}, 0 warnings
# Exits with 1 where that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --ignore-scripts --no-audit --no-fund --silent ai@7.0.173 @ai-sdk/bytedance@1.0.29
cat > size.js <<'JS'
import { createByteDance } from "@ai-sdk/bytedance";
import { experimental_generateVideo as generateVideo } from "ai";

let posted;
const fetch = async (_url, { method, body }) => {
  if (method === "POST") posted = JSON.parse(body);
  return Response.json({ id: "cgt-1", status: "succeeded", content: { video_url: "https://clips.example/a.mp4" } });
};
const byteDance = createByteDance({ apiKey: "any", fetch });
for (const shape of [{ resolution: "720x1280" }, { resolution: "1280x720" }, { resolution: "720x1280", aspectRatio: "9:16" }]) {
  const { warnings } = await generateVideo({
    model: byteDance.video("seedance-1-5-pro-251215"),
    prompt: "A cat plays with a ball of yarn",
    ...shape,
    download: async () => ({ data: Uint8Array.of(0), mediaType: "video/mp4" }),
  });
  const { model, content, ...sent } = posted;
  console.log(`${Object.values(shape).join(" and ")}: ${JSON.stringify(sent)}, ${warnings.length} warnings`);
}
JS
seen=$(timeout 60 node size.js)
echo "$seen"
[ "$seen" = '720x1280: {"resolution":"720p"}, 0 warnings
1280x720: {"resolution":"720p"}, 0 warnings
720x1280 and 9:16: {"ratio":"9:16","resolution":"720p"}, 0 warnings' ]
