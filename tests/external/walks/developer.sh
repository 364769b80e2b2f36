#!/usr/bin/env bash
# A developer with a client of their own: the mock answers it, goes wrong when told to, refuses a typo, and forgets on demand.
set -euo pipefail

shotlist mock --port 0 --json > mock.json &
mock=$!
trap 'kill $mock' EXIT
until [ -s mock.json ]; do read -rt 0.1 <> <(:) || true; done
url=$(node -p 'JSON.parse(require("node:fs").readFileSync("mock.json", "utf8")).url')
tasks="$url/wisgate/api/v3/contents/generations/tasks"
body='{"model":"doubao-seedance-2.0","content":[{"type":"text","text":"A lamp"}],"duration":5}'
submit() { curl -sS -H 'authorization: Bearer key' -H 'content-type: application/json' "$@" -d "$body" "$tasks"; }

id=$(submit | node -pe 'JSON.parse(require("node:fs").readFileSync(0, "utf8")).id')
[ -n "$id" ]
curl -sS -H 'authorization: Bearer key' "$tasks/$id" | grep -q '"status"'
# A fault by a header; a misspelt one is refused instead of ignored.
[ "$(submit -o /dev/null -w '%{http_code}' -H 'x-mock-fault: overloaded')" -ge 429 ]
[ "$(submit -o /dev/null -w '%{http_code}' -H 'x-mock-fautl: overloaded')" = 400 ]
curl -sSf -X POST "$url/__mock/reset" > reset.json
[ "$(curl -s -o /dev/null -w '%{http_code}' -H 'authorization: Bearer key' "$tasks/$id")" = 404 ]
