// `npm run bench:startup`: how long `shotlist --help`, and a render with nothing to do, take compared with `node -e 0`.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const rounds = 15;
const takes = 1000;
const launcher = fileURLToPath(new URL("../packages/cli/bin/shotlist.js", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "shotlist-startup-"));

/** Milliseconds from start to end of one process. */
function timeOf(...argv: readonly string[]): number {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(process.execPath, argv, { cwd: folder, encoding: "utf8" });
  const tookMs = performance.now() - startedAt;
  if (status !== 0) throw new Error(`${argv.join(" ")} ended with ${status}: ${stderr}`);
  return tookMs;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

const storyboard = `shotlist: 1
name: bench
provider: wisgate
providers: { wisgate: { concurrency: 100, requestsPerMinute: 600000 } }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
matrix: { number: [${Array.from({ length: takes }, (_, index) => index).join(", ")}] }
shots: [{ id: reveal, prompt: "Clip number \${{ matrix.number }}" }]
`;

const subjects = new Map<string, readonly string[]>([
  ["node -e 0", ["-e", "0"]],
  ["shotlist --help", [launcher, "--help"]],
  [`shotlist render, ${takes} takes and nothing to do`, [launcher, "render", "bench.yaml", "--mock"]],
]);

try {
  mkdirSync(join(folder, ".git"));
  writeFileSync(join(folder, "bench.yaml"), storyboard);
  console.log(`Rendering ${takes} takes once, so that there is nothing to do …`);
  timeOf(launcher, "render", "bench.yaml", "--mock", "--speed", "6000");
  const times = new Map<string, number[]>();
  // In turns, so that whatever else the machine does hits all of them alike.
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, argv] of subjects) times.set(name, [...(times.get(name) ?? []), timeOf(...argv)]);
  }
  const nothing = median(times.get("node -e 0") ?? []);
  for (const [name, list] of times) {
    const typical = median(list);
    console.log(`${name}: ${typical.toFixed(0)} ms, ${(typical / nothing).toFixed(2)} times node -e 0`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
