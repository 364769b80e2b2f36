import { access } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { usageError } from "../errors.ts";
import type { Environment } from "../world.ts";

interface Where {
  /** The value of `--state`. */
  readonly state: string | undefined;
  readonly env: Environment;
  readonly cwd: string;
  /** The storyboards named on the command line; the working folder stands in where there is none. */
  readonly files: readonly string[];
}

/** Absolute path of the folder with ledger and clips: `--state`, `$SHOTLIST_STATE`, or `.shotlist` in the repository. */
export async function findStateFolder({ state, env, cwd, files }: Where): Promise<string> {
  const given = state ?? env["SHOTLIST_STATE"];
  if (given !== undefined && given !== "") return resolve(cwd, given);
  const starts = files.length === 0 ? [cwd] : files.map((file) => dirname(resolve(cwd, file)));
  const folders = new Set(await Promise.all(starts.map(besideGit)));
  const [folder, other] = folders;
  if (folder === undefined) throw new Error("no folder to start from");
  if (other !== undefined) {
    throw usageError(
      `These storyboards keep their state in different folders: ${folder} and ${other}`,
      "Name one folder with --state, or render them one by one",
    );
  }
  return folder;
}

async function besideGit(start: string): Promise<string> {
  for (let folder = start; ; folder = dirname(folder)) {
    if (await exists(join(folder, ".git"))) return join(folder, ".shotlist");
    if (dirname(folder) === folder) return join(start, ".shotlist");
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
