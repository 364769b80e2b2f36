import { readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** The size in bytes of every file below a folder, packages installed inside of it left out. */
export function sizesBelow(folder: string): ReadonlyMap<string, number> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths
      .map((path): readonly [string, number] => [relative(folder, path).split(sep).join("/"), statSync(path).size])
      .filter(([path]) => !path.startsWith("node_modules/")),
  );
}
