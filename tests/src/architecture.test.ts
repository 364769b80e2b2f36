import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importGraph } from "./import-graph.ts";
import { root, shippedSources } from "./sources.ts";

const page = readFileSync(join(root, "docs/architecture.md"), "utf8");
const core = "packages/core/src";
const wayOfAShot = page.slice(page.indexOf("## The way of a shot"), page.indexOf("## A take"));

describe("the way of a shot", () => {
  const files = [...wayOfAShot.matchAll(/`([\w-]+\/[\w./-]+\.ts)`/g)].map(([, path = ""]) => path);
  /** In the order of the table: what is lower may import what is higher. */
  const folders = [...wayOfAShot.matchAll(/^\| (`[^|]+`) +\|/gm)].map(([, names = ""]) =>
    [...names.matchAll(/`([\w-]+)\/`/g)].map(([, name = ""]) => name),
  );

  test("names files that exist", () => {
    expect(files.length).toBeGreaterThan(10);
    const places = [join(root, core), root];
    expect(files.filter((path) => !places.some((place) => existsSync(join(place, path))))).toEqual([]);
  });

  test("names every folder of the compiler", () => {
    const others = new Set(["testing", "config", "layout", "secrets"]);
    const there = readdirSync(join(root, core), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.flat().toSorted()).toEqual(
      there
        .map(({ name }) => name)
        .filter((name) => !others.has(name))
        .toSorted(),
    );
  });

  test("goes in the direction of the table", () => {
    const rank = new Map(folders.flatMap((names, index) => names.map((name) => [name, index] as const)));
    const rankOf = (path: string): number | undefined => rank.get(path.slice(core.length + 1).split("/")[0] ?? "");
    const against = [...importGraph(shippedSources("core"))].flatMap(([path, targets]) =>
      targets.flatMap((target) => {
        const [from, to] = [rankOf(path), rankOf(target)];
        return from !== undefined && to !== undefined && to > from ? [`${path} → ${target}`] : [];
      }),
    );
    expect(against).toEqual([]);
  });
});
