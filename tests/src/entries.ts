import type { Packed } from "./packed.ts";

export interface Entry {
  /** As in `exports`, with a name in the place of `*`. */
  readonly subpath: string;
  /** As somebody imports it. */
  readonly specifier: string;
  /** The file that `default` leads to. */
  readonly file: string;
}

/** Every entry that a package exports, patterns filled in with the files that it has; its manifest left out. */
export function entriesOf({ manifest, files }: Packed): readonly Entry[] {
  return Object.entries(manifest.exports)
    .filter(([subpath]) => subpath !== "./package.json")
    .flatMap(([subpath, target]) => {
      const path = pathOf(target).replace(/^\.\//, "");
      return namesFor(path, files).map((name) => {
        const filled = subpath.replace("*", name);
        return { subpath: filled, specifier: manifest.name + filled.slice(1), file: path.replace("*", name) };
      });
    });
}

/** What the `*` of a path may match, so that the file is there. */
function namesFor(path: string, files: ReadonlyMap<string, number>): readonly string[] {
  const [before = "", after] = path.split("*");
  if (after === undefined) return [""];
  const names = [...files.keys()]
    .filter((file) => file.startsWith(before) && file.endsWith(after))
    .map((file) => file.slice(before.length, file.length - after.length))
    .filter((name) => !name.includes("/"));
  if (names.length === 0) throw new Error(`no file is at ${path}`);
  return names;
}

function pathOf(target: unknown): string {
  const path = typeof target === "string" ? target : Object(target)["default"];
  if (typeof path !== "string") throw new Error(`no path: ${JSON.stringify(target)}`);
  return path;
}
