import { readdirSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { findGitRoot } from "../files/git-root.ts";
import { isSystemError } from "../files/system-error.ts";

/** Where paths lead to, with every link followed; `null` where nothing is. */
export type Links = readonly (readonly [path: string, real: string | null])[];

export function linksOf(paths: Iterable<string>): Links {
  return [...new Set(paths)].map((path) => [path, realOf(path)]);
}

export function leadAsBefore(links: Links): boolean {
  return links.every(([path, real]) => realOf(path) === real);
}

/** The path as the disk has it; the native call also answers the case in which names are written. */
function realOf(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (isSystemError(error) && (error.code === "ENOENT" || error.code === "ENOTDIR")) return null;
    throw error;
  }
}

/** The repositories that folders are in; `null` for one that is in none. */
export type Repositories = readonly (readonly [folder: string, root: string | null])[];

export function repositoriesOf(files: readonly string[], cwd: string): Repositories {
  const folders = new Set([cwd, ...files.map((file) => dirname(resolve(cwd, file)))]);
  return [...folders].map((folder) => [folder, findGitRoot(folder) ?? null]);
}

export function areInSameRepositories(repositories: Repositories): boolean {
  return repositories.every(([folder, root]) => (findGitRoot(folder) ?? null) === root);
}

/** Names of the files in a folder, in order. In a ledger's, its log of changes is one of them while there is one. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}
