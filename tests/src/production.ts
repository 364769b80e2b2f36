import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "./packed.ts";
import { packageNames, root, type PackageName } from "./sources.ts";

export interface Dependency {
  /** Where this workspace has it installed, in the version of the lockfile. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Every package of others that the named ones bring with them, sorted by name and version. */
export function productionDependencies(names: readonly PackageName[] = packageNames): readonly Dependency[] {
  const found = new Map<string, Dependency>();
  const follow = (manifest: Manifest, modules: string): void => {
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      const folder = realpathSync(join(modules, name));
      if (isOurs(name)) {
        follow(manifestOf(folder), join(folder, "node_modules"));
        continue;
      }
      const dependency = { folder, manifest: manifestOf(folder) };
      const key = `${name}@${dependency.manifest.version}`;
      if (found.has(key)) continue;
      found.set(key, dependency);
      // Each package is in a `node_modules` that holds what it depends on.
      follow(dependency.manifest, folder.slice(0, -name.length));
    }
  };
  for (const name of names) {
    const folder = join(root, "packages", name);
    follow(manifestOf(folder), join(folder, "node_modules"));
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, dependency]) => dependency);
}

export function isOurs(name: string): boolean {
  return name === "shotlist" || name.startsWith("@shotlist/");
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
