#!/bin/bash
# pg-boss 12.38.0 (npm), on PGlite 0.5.8: `complete(queue, id)` of a worker whose job was handed to another one since completes the other's
# attempt, and answers as if all were well. Only `complete(queue, { id, retryCount })` is about one's own attempt. A worker that was frozen, or
# slower than its job's expiry, so ends a job that somebody else is at work on. Needs Node 22.12 or newer.
# Seen on 2026-12-01:
#   A has attempt 0
#   B has attempt 1
#   A completes its attempt 0: settled 0, the job is active
#   A completes by id: settled 1, the job is completed
# Exits with 1 where that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --ignore-scripts --no-audit --no-fund --silent pg-boss@12.38.0 @electric-sql/pglite@0.5.8
cat > complete.js <<'JS'
import { PGlite } from "@electric-sql/pglite";
import { PgBoss } from "pg-boss";

const postgres = await PGlite.create();
const db = {
  async executeSql(text, values = []) {
    if (values.length > 0) return postgres.query(text, values);
    const results = await postgres.exec(text);
    return { rows: results.flatMap(({ rows }) => rows) };
  },
};
const boss = new PgBoss({ db, supervise: false, schedule: false });
await boss.start();
await boss.createQueue("clips", { retryLimit: 5, retryDelay: 0 });
await boss.send("clips", { take: "reveal" });
const fetched = async (name) => {
  const [{ id, retryCount }] = await boss.fetch("clips", { includeMetadata: true });
  console.log(`${name} has attempt ${retryCount}`);
  return { id, retryCount };
};
const completed = async (how, job) => {
  const { settled } = await boss.complete("clips", job);
  const { state } = await boss.getJobById("clips", id);
  console.log(`A completes ${how}: settled ${settled.length}, the job is ${state}`);
};
const { id, retryCount } = await fetched("A");
// As an expiry would: the attempt counts as failed, and the job is handed on.
await boss.fail("clips", id);
await fetched("B");
await completed(`its attempt ${retryCount}`, { id, retryCount });
await completed("by id", id);
await boss.stop({ graceful: false });
JS
seen=$(timeout 120 node complete.js)
echo "$seen"
[ "$seen" = "A has attempt 0
B has attempt 1
A completes its attempt 0: settled 0, the job is active
A completes by id: settled 1, the job is completed" ]
