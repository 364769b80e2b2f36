// `npm run cost`: what `npm test` costs, in seconds of processor of all its processes: each step before the tests with nothing
// remembered from an earlier run, then each test file. `npm run cost -- FILE…`, or with other options of Vitest: those tests alone. Linux.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { childrenSeconds } from "./processor-time.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const selection = process.argv.slice(2);

function measure(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): number {
  const before = childrenSeconds();
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", env });
  if (error !== undefined) throw error;
  if (status !== 0) process.exitCode = 1;
  return childrenSeconds() - before;
}

const vitest = ["run", "--config", "vitest.cost.config.ts", ...selection];
if (selection.length > 0) {
  print([["vitest", measure("vitest", vitest)]]);
} else {
  const empty = mkdtempSync(join(tmpdir(), "shotlist-cost-"));
  const env = { ...process.env, NODE_COMPILE_CACHE: join(empty, "compiled") };
  try {
    const steps = ["lint", "format", "types", "unused", "generated", "api-reports"];
    // Other steps read what is built, so it is built again at its place.
    for (const name of readdirSync(join(root, "packages"))) {
      rmSync(join(root, "packages", name, "dist"), { recursive: true, force: true });
    }
    const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
      readFileSync(join(root, "package.json"), "utf8"),
    );
    print([
      [
        "build",
        measure("turbo", ["run", "build", "--force", `--cache-dir=${empty}`, "--output-logs=errors-only"], env),
      ],
      ...steps.map((name): [string, number] => {
        const [command = "", ...args] = scripts[name]?.split(" ") ?? [];
        return [name, measure(command, args, env)];
      }),
      ["vitest", measure("vitest", vitest, env)],
    ]);
  } finally {
    rmSync(empty, { recursive: true, force: true });
  }
}

function print(steps: readonly (readonly [string, number])[]): void {
  console.log("\nseconds of processor, step");
  const all = steps.reduce((sum, [, seconds]) => sum + seconds, 0);
  for (const [name, seconds] of [...steps, ["all", all] as const])
    console.log(`${seconds.toFixed(1).padStart(7)}  ${name}`);
}
