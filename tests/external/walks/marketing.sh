#!/usr/bin/env bash
# A marketing engineer: from nothing to a film that plays, in three commands; then a choice, with a note, that git keeps.
set -euo pipefail

shotlist init
shotlist render storyboard.yaml --mock --speed 6000
shotlist cut storyboard.yaml --mock

films=(renders-mock/*/cut/*.mp4)
[ "${#films[@]}" = 2 ]
for film in "${films[@]}"; do
  seconds=$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$film")
  awk "BEGIN { exit !($seconds > 9 && $seconds < 11) }"
done
# Nothing that is made shows up in git.
git init -q .
git add .
git status --short | grep -q storyboard.yaml
if git status --short | grep -Eq 'shotlist/|renders'; then exit 1; fi

# Another version, and the first one is chosen after all.
take=$(shotlist status storyboard.yaml --json | node -e 'process.stdin.toArray().then((parts) => { const { takes } = JSON.parse(parts.join("")); console.log(`${takes[0].storyboard}/${takes[0].id}`); })')
shotlist retry --take "$take" --yes
shotlist render storyboard.yaml --mock --speed 6000
shotlist use "$take" 1 --note "calmer light"
shotlist approve "$take"
shotlist status storyboard.yaml --csv | grep -q '1,2,yes,approved'
shotlist report storyboard.yaml --out review.html
grep -q 'calmer light' review.html
