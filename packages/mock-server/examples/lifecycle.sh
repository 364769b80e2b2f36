#!/usr/bin/env bash
# Runs with curl, against `npx shotlist mock`: bash lifecycle.sh http://127.0.0.1:4010
set -euo pipefail
mock="${1:-http://127.0.0.1:4010}"
tasks="$mock/wisgate/api/v3/contents/generations/tasks"
ask() { curl --silent --show-error --fail-with-body -H "Authorization: Bearer any-key" -H "Content-Type: application/json" "$@"; }
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

body='{"model":"doubao-seedance-2.0","content":[{"type":"text","text":"A cat stretches"}],"duration":5}'
id=$(ask "$tasks" --data "$body" | field id)
for _ in 1 2 3; do
  answer=$(ask "$tasks/$id")
  echo "$id $(field status <<<"$answer")"
  ask "$mock/__mock/clock" --data '{"advance":"60s"}' >/dev/null
done
curl --silent --fail --output clip.mp4 "$(field video_url <<<"$answer")"
