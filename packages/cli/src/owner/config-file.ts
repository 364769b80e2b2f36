import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { rootOf } from "../files/git-root.ts";
import { usageError } from "../world/errors.ts";
import type { World } from "../world/world.ts";

/** Where the configuration is. */
export interface FoundConfig {
  /** Absolute roots of the storyboards' repositories. */
  readonly roots: readonly string[];
  /** As a person finds it; absent where there is none. */
  readonly path: string | undefined;
  /** What its folders are relative to: itself, or the repository where the file was named and may be elsewhere. */
  readonly folder: string;
}

export const configName = "shotlist.config.yaml";

/** Finds `--config FILE`, else `shotlist.config.yaml` at the root of the storyboards' repository. */
export function findConfig(
  files: readonly string[],
  named: string | undefined,
  { cwd }: Pick<World, "cwd">,
): FoundConfig {
  const roots = rootsOf(files, cwd);
  const path = named ?? configIn(roots, cwd);
  const folder = dirname(resolve(cwd, path ?? "."));
  return { roots, path, folder: named === undefined ? folder : (roots[0] ?? folder) };
}

/** The repositories that files are in; without a file, that of the working folder. */
export function rootsOf(files: readonly string[], cwd: string): readonly string[] {
  const folders = files.length === 0 ? [cwd] : files.map((file) => dirname(resolve(cwd, file)));
  return [...new Set(folders.map((folder) => rootOf(folder)))];
}

export function shown(path: string, cwd: string): string {
  return relative(cwd, path) || path;
}

function configIn(roots: readonly string[], cwd: string): string | undefined {
  const found = roots.map((root) => join(root, configName)).filter((path) => existsSync(path));
  const [first] = found;
  if (first !== undefined && roots.length > 1) {
    throw usageError(
      `These storyboards belong to different repositories: ${roots.join(" and ")}`,
      "Choose one configuration with --config, or run them one at a time",
    );
  }
  return first === undefined ? undefined : shown(first, cwd);
}
