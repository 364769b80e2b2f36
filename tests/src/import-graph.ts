import { posix } from "node:path";
import { importsOf, type SourceFile } from "./sources.ts";

/** Which files each file imports, types included. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

export function importGraph(sources: readonly SourceFile[]): ImportGraph {
  const paths = new Set(sources.map(({ path }) => path));
  return new Map(
    sources.map(({ path, text }) => [
      path,
      importsOf(text)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => posix.join(posix.dirname(path), specifier))
        .filter((target) => paths.has(target)),
    ]),
  );
}

/** Files that reach themselves through what they import, each circle written as one way around it. */
export function circlesIn(graph: ImportGraph): readonly string[] {
  return [...graph.keys()].flatMap((start) => {
    const way = wayBack(start, graph);
    // Of the files on a circle only the first in the alphabet names it.
    return way === undefined || way.some((path) => path < start) ? [] : [[...way, start].join(" → ")];
  });
}

/** The shortest way from a file back to it. */
function wayBack(start: string, graph: ImportGraph): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const open = [start];
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    for (const next of graph.get(path) ?? []) {
      if (next === start) {
        const way = [path];
        for (let before = cameFrom.get(path); before !== undefined; before = cameFrom.get(before)) way.unshift(before);
        return way;
      }
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, path);
      open.push(next);
    }
  }
  return undefined;
}

/** Folders that import each other, with one import of each direction. */
export function mutualFoldersIn(graph: ImportGraph): readonly string[] {
  const imports = new Map<string, string>();
  for (const [path, targets] of graph) {
    for (const target of targets) {
      const [from, to] = [posix.dirname(path), posix.dirname(target)];
      if (from !== to) imports.set(`${from} → ${to}`, `${path} → ${target}`);
    }
  }
  return [...imports].flatMap(([pair, example]) => {
    const [from = "", to = ""] = pair.split(" → ");
    const back = imports.get(`${to} → ${from}`);
    return back === undefined || from > to ? [] : [`${example}, and back ${back}`];
  });
}
