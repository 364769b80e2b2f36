import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest folder from `start` upwards that has a `.git`. */
export function findGitRoot(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** The folder that a storyboard's files stay in: the repository, or where there is none the folder itself. */
export function rootOf(folder: string): string {
  return findGitRoot(folder) ?? folder;
}
