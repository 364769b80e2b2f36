import { describe, expect, test } from "vitest";
import { circlesIn, importGraph, type ImportGraph, mutualFoldersIn } from "./import-graph.ts";
import { type PackageName, packageNames, shippedSources } from "./sources.ts";

const graphs = new Map(packageNames.map((name) => [name, importGraph(shippedSources(name))]));
const circles = (name: PackageName): readonly string[] => circlesIn(graphs.get(name) ?? new Map());
const mutualFolders = (name: PackageName): readonly string[] => mutualFoldersIn(graphs.get(name) ?? new Map());

describe("no file imports itself by way of others, types included", () => {
  test.each(packageNames)("%s", (name) => {
    expect(circles(name)).toEqual([]);
  });
});

describe("no two folders import each other", () => {
  test.each(packageNames)("%s", (name) => {
    expect(mutualFolders(name)).toEqual([]);
  });
});

const graphOf = (files: { readonly [path: string]: string }): ImportGraph =>
  importGraph(Object.entries(files).map(([path, text]) => ({ path, text })));

describe("what counts", () => {
  test.each([
    ["a type", 'import type { B } from "./b.ts";'],
    ["a re-export", 'export { b } from "./b.ts";'],
    ["a namespace with a quoted name", 'export * as "b-two" from "./b.ts";'],
    ["a call", 'const b = await import("./b.ts");'],
  ])("%s closes a circle", (_, text) => {
    expect(circlesIn(graphOf({ "x/a.ts": text, "x/b.ts": 'import { a } from "./a.ts";' }))).toEqual([
      "x/a.ts → x/b.ts → x/a.ts",
    ]);
  });

  test("a circle of three is found once, a chain is none", () => {
    const chain = { "a.ts": 'import "./b.ts";', "b.ts": 'import "./c.ts";', "c.ts": "" };
    expect(circlesIn(graphOf(chain))).toEqual([]);
    expect(circlesIn(graphOf({ ...chain, "c.ts": 'import "./a.ts";' }))).toEqual(["a.ts → b.ts → c.ts → a.ts"]);
  });

  test("folders that import each other by different files", () => {
    const files = { "x/a.ts": 'import "../y/b.ts";', "y/b.ts": "", "y/c.ts": 'import "../x/d.ts";', "x/d.ts": "" };
    expect(circlesIn(graphOf(files))).toEqual([]);
    expect(mutualFoldersIn(graphOf(files))).toEqual(["x/a.ts → y/b.ts, and back y/c.ts → x/d.ts"]);
  });
});
