import { validateIncluded } from "@shotlist/schema";
import { checkShape } from "./check-shape.ts";
import { folderOf, joinPath, shownPath } from "../files/tree-path.ts";
import type { FileSource } from "../files/file-source.ts";
import { nearName } from "../files/near-name.ts";
import type { Report } from "../diagnostics/collector.ts";
import { childOf, type Located, type LocatedEntry, type LocatedMap, type LocatedScalar } from "../text/located.ts";
import { readRoot } from "./read-root.ts";
import { createSource } from "../text/source.ts";

/** What reading included files takes. */
export interface IncludeInputs {
  /** The storyboard's own path, to which the paths of included files are shown. */
  readonly file: string;
  readonly files: FileSource;
  readonly report: Report;
}

/** The storyboard's own path relative to its folder. */
function nameOf(file: string): string {
  return file.split(/[/\\]/u).at(-1) ?? file;
}

/** How deep maps are merged key by key; below that the including file's value replaces the included one. */
const mergeDepth: ReadonlyMap<string, number> = new Map([
  ["vars", 1],
  ["defaults", 1],
  ["providers", 2],
  ["text", 2],
]);

/**
 * Pulls included files in. What a file says wins over what it includes, a later include over an earlier one; included shots
 * come first. A file that is reached twice is pulled in once.
 */
export function resolveIncludes(root: LocatedMap, inputs: IncludeInputs): LocatedMap {
  return pullIn(root, { ...inputs, done: new Set(), open: [nameOf(inputs.file)] });
}

interface Pull extends IncludeInputs {
  readonly done: Set<string>;
  /** Files being read, outermost first. */
  readonly open: readonly string[];
}

function pullIn(root: LocatedMap, pull: Pull): LocatedMap {
  const include = childOf(root, "include");
  if (include === undefined) return root;
  const items = include.kind === "list" ? include.items : [include];
  const included = items.flatMap((item) => {
    const file = item.kind === "scalar" ? readIncluded(item, pull) : undefined;
    return file === undefined ? [] : [file];
  });
  return included.reduceRight((over, base) => mergeFiles(base, over), root);
}

function readIncluded(node: LocatedScalar, pull: Pull): LocatedMap | undefined {
  const { files, report, open, done, file } = pull;
  const written = String(node.value);
  const path = joinPath(node.source.folder, written);
  const found = path === undefined ? { problem: "outside" as const } : files.readText(path);
  if (path === undefined || found.problem !== undefined) {
    const why = found.problem === undefined ? "outside" : found.problem.replaceAll("_", " ");
    const near = found.problem === undefined ? undefined : found.near;
    const help = near === undefined ? "Write a path relative to this file, with `/`." : nearName(near, written);
    report({ code: "include-unreadable", at: node, message: `The file ${written} cannot be included (${why})`, help });
    return undefined;
  }
  if (open.includes(path)) {
    const circle = [...open.slice(open.indexOf(path)), path].map((step) => step.split("/").at(-1)).join(" → ");
    report({
      code: "include-cycle",
      at: node,
      message: `These files include each other: ${circle}`,
      help: "Remove this include.",
    });
    return undefined;
  }
  if (done.has(path)) return undefined;
  done.add(path);
  const root = readRoot(createSource(shownPath(file, path), folderOf(path), found.text), report);
  if (root === undefined) return undefined;
  checkShape(root, validateIncluded, report);
  return pullIn(root, { ...pull, open: [...open, path] });
}

/** Lays one file over another that it includes. */
function mergeFiles(base: LocatedMap, over: LocatedMap): LocatedMap {
  const entries = new Map(over.entries);
  for (const [key, entry] of base.entries) {
    const own = entries.get(key);
    if (key === "shotlist" || key === "include") continue;
    entries.set(key, own === undefined ? entry : { key: own.key, value: mergeValues(key, entry.value, own.value) });
  }
  return { ...over, entries };
}

function mergeValues(key: string, base: Located, over: Located): Located {
  if (base.kind === "list" && over.kind === "list") return { ...over, items: [...base.items, ...over.items] };
  return mergeMaps(base, over, mergeDepth.get(key) ?? 0);
}

function mergeMaps(base: Located, over: Located, depth: number): Located {
  if (base.kind !== "map" || over.kind !== "map" || depth === 0) return over;
  const entries = new Map<string, LocatedEntry>(base.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    entries.set(
      key,
      below === undefined ? entry : { key: entry.key, value: mergeMaps(below.value, entry.value, depth - 1) },
    );
  }
  return { ...over, entries };
}
