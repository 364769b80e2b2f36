#!/bin/bash
# music-metadata 11.16.1 (npm): the duration of an MP4 is that of its longest audio samples; the edit list, which says what of them is
# played, is not read. A clip of 2 s that ffmpeg trimmed to 1.3 s by copying is said to last 2.02 s.
# mediabunny 1.61.0 and ffprobe agree on what a player plays. Seen on 2026-11-30 (ffmpeg 5.1.9; needs ffmpeg and ffprobe):
#   whole: music-metadata 2.02, mediabunny 2.00, ffprobe 2.00
#   trimmed: music-metadata 2.02, mediabunny 1.30, ffprobe 1.30
# Exits with 1 where that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --ignore-scripts --no-audit --no-fund --silent music-metadata@11.16.1 mediabunny@1.61.0
ffmpeg -v error -f lavfi -i testsrc2=size=320x240:rate=24:duration=2 -f lavfi -i sine=frequency=440:duration=2 -shortest whole.mp4
ffmpeg -v error -ss 0.7 -i whole.mp4 -c copy trimmed.mp4
cat > lengths.js <<'JS'
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { ALL_FORMATS, BufferSource, Input } from "mediabunny";
import { parseBuffer } from "music-metadata";

for (const name of ["whole", "trimmed"]) {
  const bytes = readFileSync(`${name}.mp4`);
  const { format } = await parseBuffer(bytes);
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const probe = ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", `${name}.mp4`];
  const lengths = {
    "music-metadata": format.duration,
    mediabunny: await input.computeDuration(),
    ffprobe: Number(execFileSync("ffprobe", probe)),
  };
  const words = Object.entries(lengths).map(([reader, seconds]) => `${reader} ${seconds.toFixed(2)}`);
  console.log(`${name}: ${words.join(", ")}`);
}
JS
seen=$(timeout 60 node lengths.js)
echo "$seen"
[ "$seen" = "whole: music-metadata 2.02, mediabunny 2.00, ffprobe 2.00
trimmed: music-metadata 2.02, mediabunny 1.30, ffprobe 1.30" ]
