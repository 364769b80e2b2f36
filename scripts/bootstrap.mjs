// Entry of `npm run demo`, `npm test` and their kin. Runs on any Node >= 20 with npm; no dependencies.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const self = fileURLToPath(import.meta.url);
const root = fileURLToPath(new URL("..", import.meta.url));
const [task = "demo", ...extra] = process.argv.slice(2);
const pinned = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager.split("+")[0];
const shell = process.platform === "win32";
const nested = process.env.BOOTSTRAP_NESTED === "1";

// npm hands its own settings down as npm_config_*; nothing below should read them.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([key]) => !/^npm_(config|package|lifecycle|command)/i.test(key)),
);
env.TURBO_TELEMETRY_DISABLED = "1";
// Every step below starts Node, many of them on TypeScript: each file is compiled once.
if (!extra.includes("--coverage")) env.NODE_COMPILE_CACHE ??= join(root, "node_modules", ".cache", "compiled");
if (nested) env.PATH = nativePnpm(env.PATH);
delete env.BOOTSTRAP_NESTED;

function run(command, args, childEnv = env) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", env: childEnv, shell });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** npm 12 and `ignore-scripts` leave pnpm's bin a placeholder that turbo cannot spawn: use the binary next to it. */
function nativePnpm(path) {
  for (const dir of path.split(delimiter)) {
    const scope = join(dir, "..", "@pnpm");
    const exe = existsSync(scope) && readdirSync(scope).find((name) => name.startsWith("exe."));
    if (exe) return join(scope, exe) + delimiter + path;
  }
  return path;
}

const build = ["turbo", ["run", "build", "--output-logs=errors-only"]];
const resultFile = (name) => join(root, "node_modules", ".cache", "results", `${name}.json`);
const results = (name) => ["--reporter=default", "--reporter=json", `--outputFile.json=${resultFile(name)}`];
const tasks = {
  setup: [build],
  demo: [build, ["node", ["scripts/demo.ts", ...extra]]],
  test: [
    [
      "turbo",
      ["run", "build", "lint", "format", "types", "unused", "generated", "api-reports", "--output-logs=errors-only"],
    ],
    ["vitest", ["run", ...results("test"), ...extra]],
  ],
  "test:external": [
    build,
    ["npm", ["ci", "--prefix", "tests/jest", "--ignore-scripts", "--no-audit", "--no-fund"]],
    ["npm", ["ci", "--prefix", "tests/s3", "--ignore-scripts", "--no-audit", "--no-fund"]],
    ["npm", ["ci", "--prefix", "tests/prettier", "--ignore-scripts", "--no-audit", "--no-fund"]],
    ["npm", ["ci", "--prefix", "tests/openapi-tools", "--ignore-scripts", "--no-audit", "--no-fund"]],
    ["npm", ["ci", "--prefix", "tests/node-24", "--ignore-scripts", "--no-audit", "--no-fund"]],
    ["vitest", ["run", "--config", "vitest.external.config.ts", ...results("external"), ...extra]],
  ],
  vitest: [["vitest", extra]],
  cost: [["node", ["scripts/cost/measure.ts", ...extra]]],
  soak: [["node", ["-C", "@shotlist/source", "packages/batch-runner/scripts/soak.ts", ...extra]]],
  fuzz: [["node", ["-C", "@shotlist/source", "packages/core/scripts/fuzz.ts", ...extra]]],
  bench: [build, ["node", ["bench/run.ts", ...extra]]],
  "bench:batch": [build, ["node", ["bench/batch.ts", ...extra]]],
  "bench:compile": [["node", ["-C", "@shotlist/source", "bench/compile.ts", ...extra]]],
  "bench:mock": [
    build,
    ["npm", ["ci", "--prefix", "bench/peers", "--no-audit", "--no-fund"]],
    ["node", ["bench/mock.ts", ...extra]],
  ],
  "bench:money": [["node", ["-C", "@shotlist/source", "bench/money/run.ts", ...extra]]],
  "bench:machines": [build, ["node", ["bench/machines.ts", ...extra]]],
  "bench:schedule": [["node", ["-C", "@shotlist/source", "bench/schedule.ts", ...extra]]],
  "bench:startup": [build, ["node", ["bench/startup.ts", ...extra]]],
  site: [
    ["npm", ["ci", "--prefix", "site", "--ignore-scripts", "--no-audit", "--no-fund"]],
    ["npm", ["run", "build", "--prefix", "site"]],
  ],
  images: [build, ["node", ["-C", "@shotlist/source", "tests/images/make.ts"]]],
  sources: [["node", ["-C", "@shotlist/source", "scripts/sources.ts", ...extra]]],
  page: [["node", ["-C", "@shotlist/source", "scripts/page.ts", ...extra]]],
  api: [build, ["node", ["scripts/api-reports.ts", ...extra]]],
  generate: [["node", ["-C", "@shotlist/source", "scripts/generate.ts"]]],
  release: [build, ["node", ["scripts/release.ts", ...extra]]],
  bump: [
    ["changeset", ["version"]],
    ["pnpm", ["install", "--lockfile-only"]],
  ],
  audit: [["pnpm", ["audit", "--prod", ...extra]]],
  fix: [
    ["oxfmt", []],
    ["oxlint", ["--fix"]],
  ],
};
if (!Object.hasOwn(tasks, task)) {
  console.error(`unknown task ${task}; there are: ${Object.keys(tasks).join(", ")}`);
  process.exit(2);
}

const found = spawnSync("pnpm", ["--version"], { cwd: root, encoding: "utf8", shell, env });
if (found.status !== 0 || `pnpm@${found.stdout.trim()}` !== pinned) {
  if (nested) {
    console.error(`could not obtain ${pinned}`);
    process.exit(1);
  }
  // npx puts the pinned pnpm on PATH; this file then runs again below it.
  run("npx", ["--yes", "--prefer-offline", `--package=${pinned}`, "--", "node", self, task, ...extra], {
    ...process.env,
    BOOTSTRAP_NESTED: "1",
  });
  process.exit(0);
}

run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline", "--reporter=append-only", "--loglevel=warn"]);

const bin = join(root, "node_modules", ".bin");
if (!existsSync(join(bin, "node")) && Number(process.versions.node.split(".")[0]) < 24) {
  console.error(`Node 24 or newer is needed: no pinned build exists for ${process.platform} ${process.arch}.`);
  process.exit(1);
}
env.PATH = bin + delimiter + env.PATH;
// What is counted afterwards must come from this run.
rmSync(resultFile(task.replace("test:", "")), { force: true });
for (const [command, args] of tasks[task]) run(command, args);
