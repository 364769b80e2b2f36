#!/usr/bin/env bash
# The operator of a relay: is it what its format documents? Here a mock stands for the relay.
set -euo pipefail

shotlist mock --port 0 --json --speed 600 > mock.json &
mock=$!
trap 'kill $mock' EXIT
until [ -s mock.json ]; do read -rt 0.1 <> <(:) || true; done
url=$(node -p 'JSON.parse(require("node:fs").readFileSync("mock.json", "utf8")).formats.wisgate')

shotlist contract run --format wisgate --base-url "$url" --junit contract.xml --json > contract.json
node -e '
  const { totals } = JSON.parse(require("node:fs").readFileSync("contract.json", "utf8"));
  if (totals.fail !== 0 || totals.undecided !== 0 || totals.pass < 20) throw new Error(JSON.stringify(totals));
'
grep -q '<testsuites' contract.xml
shotlist contract scorecard contract.json --out scorecard.html
grep -q wisgate scorecard.html
