import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Build } from "./row.ts";

const root = join(import.meta.dirname, "../..");

/** This workspace, as it is built. */
export const thisBuild: Build = { root, label: "now" };

/**
 * A commit, built in a worktree of its own below `node_modules/.cache`, with its own pinned pnpm and lockfile. It stays there for the
 * next time. Throws where git does not know the commit or it does not build.
 */
export function buildOf(revision: string): Build {
  const commit = execFileSync("git", ["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`], {
    cwd: root,
    encoding: "utf8",
  }).trim();
  const folder = join(root, "node_modules/.cache/bench", commit);
  const mark = join(folder, "node_modules/.built");
  if (!existsSync(mark)) {
    mkdirSync(join(folder, ".."), { recursive: true });
    execFileSync("git", ["worktree", "prune"], { cwd: root });
    if (!existsSync(folder))
      execFileSync("git", ["worktree", "add", "--quiet", "--detach", folder, commit], { cwd: root });
    process.stderr.write(`Building ${revision} in ${folder} …\n`);
    const { BOOTSTRAP_NESTED: _, ...env } = process.env;
    execFileSync(process.execPath, ["scripts/bootstrap.mjs", "setup"], {
      cwd: folder,
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
    writeFileSync(mark, "");
  }
  return { root: folder, label: revision };
}
