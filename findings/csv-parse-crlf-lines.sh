#!/bin/bash
# csv-parse 7.0.3 (npm): `info.lines` counts a CRLF within quotes as two lines, so every record behind it is said to be on a later
# line than it is. The same table with LF has the right lines. Seen on 2026-11-30:
#   LF: 1 3 4
#   CRLF: 1 4 5
# Exits with 1 where that changes: packages/core/src/table/read-csv.ts corrects it and would then be wrong.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --ignore-scripts --no-audit --no-fund --silent csv-parse@7.0.3
cat > lines.js <<'JS'
import { parse } from "csv-parse/sync";

for (const [name, end] of [["LF", "\n"], ["CRLF", "\r\n"]]) {
  const table = ["id,line", 'en,"First the dial,', 'then the strap"', "de,Erst das Blatt", ""].join(end);
  const records = parse(table, { info: true, record_delimiter: ["\r\n", "\n"] });
  console.log(`${name}: ${records.map(({ info }) => info.lines).join(" ")}`);
}
JS
seen=$(node lines.js)
echo "$seen"
[ "$seen" = $'LF: 1 3 4\nCRLF: 1 4 5' ]
