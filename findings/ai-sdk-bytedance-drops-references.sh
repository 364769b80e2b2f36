#!/bin/bash
# @ai-sdk/bytedance 1.0.29 (npm): `referenceImages` and `referenceVideos` of its own options are not sent as soon as `frameImages` or
# `inputReferences` are given, without a warning: the clip is made and paid for without them. `referenceAudio` stays.
# Seen on 2026-11-30, from the parts of the request beside the prompt, each with a reference image, video and sound in the options:
#   alone: reference_image, reference_video, reference_audio; 0 warnings
#   with a first frame: first picture, reference_audio; 0 warnings
#   with an input reference: reference_image, reference_audio; 0 warnings
# Exits with 1 where that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --ignore-scripts --no-audit --no-fund --silent ai@7.0.173 @ai-sdk/bytedance@1.0.29
cat > references.js <<'JS'
import { createByteDance } from "@ai-sdk/bytedance";
import { experimental_generateVideo as generateVideo } from "ai";

let posted;
const fetch = async (_url, { method, body }) => {
  if (method === "POST") posted = JSON.parse(body);
  return Response.json({ id: "cgt-1", status: "succeeded", content: { video_url: "https://clips.example/a.mp4" } });
};
const byteDance = createByteDance({ apiKey: "any", fetch });
const image = "https://media.example/first.png";
const given = {
  alone: {},
  "with a first frame": { frameImages: [{ frameType: "first_frame", image }] },
  "with an input reference": { inputReferences: [{ data: image, mediaType: "image/png" }] },
};
for (const [name, pictures] of Object.entries(given)) {
  const { warnings } = await generateVideo({
    model: byteDance.video("doubao-seedance-2-0-260128"),
    prompt: "The person of image 1 moves as in video 1",
    ...pictures,
    providerOptions: {
      bytedance: {
        referenceImages: ["https://media.example/person.png"],
        referenceVideos: ["https://media.example/move.mp4"],
        referenceAudio: ["https://media.example/song.mp3"],
      },
    },
    download: async () => ({ data: Uint8Array.of(0), mediaType: "video/mp4" }),
  });
  const parts = posted.content.filter(({ type }) => type !== "text").map(({ role }) => role ?? "first picture");
  console.log(`${name}: ${parts.join(", ")}; ${warnings.length} warnings`);
}
JS
seen=$(timeout 60 node references.js)
echo "$seen"
[ "$seen" = "alone: reference_image, reference_video, reference_audio; 0 warnings
with a first frame: first picture, reference_audio; 0 warnings
with an input reference: reference_image, reference_audio; 0 warnings" ]
