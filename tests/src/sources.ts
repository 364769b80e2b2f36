import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The workspace's root folder. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url));

export const packageNames = ["schema", "core", "batch-runner", "mock-server", "contract-kit", "cli"] as const;
export type PackageName = (typeof packageNames)[number];

export interface SourceFile {
  /** Relative to the workspace's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** The sources that a package ships: no tests, no test support, nothing generated. */
export function shippedSources(name: PackageName): readonly SourceFile[] {
  return filesBelow(join(root, "packages", name, "src"))
    .filter((path) => /\.[cm]?[jt]s$/.test(path))
    .filter((path) => !/\.test\.ts$|\/testing\/|\/generated\//.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** Every file below a folder, relative to the workspace's root. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted();
}

/** The module specifiers that a source imports or re-exports, types included. */
export function importsOf(text: string): readonly string[] {
  // A command may be called "ledger import": only at the start of a statement, or as a call, is it an import.
  const statement =
    /(?:^|[\s;])(?:import|export)\s(?:\*\s*as\s*"[^"]+"\s*|[^"';]*?)from\s*["']([^"']+)["']|(?:^|;)\s*import\s*["']([^"']+)["']|import\s*\(\s*["']([^"']+)["']/gm;
  return [...text.matchAll(statement)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}
