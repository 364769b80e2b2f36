import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest folder from `start` upwards that has a `.git`. */
export function findGitRoot(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
