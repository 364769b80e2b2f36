import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { CommandError, usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";

/** The commit that a revision names. A word that starts with a dash is never an option of git. */
export function commitOf(root: string, revision: string): string {
  const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const { status, stdout, error } = spawnSync("git", words, { cwd: root, encoding: "utf8" });
  if (error !== undefined) throw gitMissing(error);
  const commit = stdout.trim();
  if (status === 0 && /^[0-9a-f]{40,64}$/u.test(commit)) return commit;
  throw usageError(
    `Unknown commit ${JSON.stringify(revision)}`,
    "In a shallow clone, fetch it first with git fetch --depth 1 origin REV, then use --base FETCH_HEAD",
  );
}

/** Writes a file of a commit, as git keeps it, to `target`; returns whether there is one. */
export function writeBlob(root: string, { commit, path, target }: BlobOptions): boolean {
  mkdirSync(dirname(target), { recursive: true });
  const file = openSync(target, "wx");
  try {
    // The bytes alone: `git show` may run a filter that a repository names.
    const words = ["cat-file", "blob", `${commit}:${path}`];
    const { status, error } = spawnSync("git", words, { cwd: root, stdio: ["ignore", file, "ignore"] });
    if (error !== undefined) throw gitMissing(error);
    if (status !== 0) rmSync(target);
    return status === 0;
  } finally {
    closeSync(file);
  }
}

interface BlobOptions {
  readonly commit: string;
  /** From the repository's root, with `/`. */
  readonly path: string;
  readonly target: string;
}

function gitMissing(cause: Error): CommandError {
  return new CommandError("Cannot run git", {
    code: "git_missing",
    exitCode: ExitCode.failed,
    hint: "--base needs git; install it",
    cause,
  });
}
