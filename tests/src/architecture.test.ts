import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importGraph } from "./import-graph.ts";
import { root, shippedSources } from "./sources.ts";

const page = readFileSync(join(root, "docs/architecture.md"), "utf8");

interface Way {
  readonly title: string;
  readonly sources: string;
  readonly name: "core" | "batch-runner";
  /** Folders that are on no way. */
  readonly others: readonly string[];
}

const ways: readonly Way[] = [
  {
    title: "The way of a shot",
    name: "core",
    sources: "packages/core/src",
    others: ["testing", "config", "layout", "secrets"],
  },
  { title: "The way of an attempt", name: "batch-runner", sources: "packages/batch-runner/src", others: ["testing"] },
];

/** A section of the page, up to the next heading. */
function sectionOf(title: string): string {
  const start = page.indexOf(`## ${title}`);
  const end = page.indexOf("\n## ", start);
  return page.slice(start, end === -1 ? undefined : end);
}

describe.each(ways)("$title", ({ title, sources, name, others }) => {
  const way = sectionOf(title);
  const files = [...way.matchAll(/`([\w-]+\/[\w./-]+\.ts)`/g)].map(([, path = ""]) => path);
  /** In the order of the table: what is lower may import what is higher. */
  const folders = [...way.matchAll(/^\| (`[^|]+`) +\|/gm)].map(([, names = ""]) =>
    [...names.matchAll(/`([\w-]+)\/`/g)].map(([, folder = ""]) => folder),
  );

  test("names files that exist", () => {
    expect(files.length).toBeGreaterThan(10);
    const places = [join(root, sources), root];
    expect(files.filter((path) => !places.some((place) => existsSync(join(place, path))))).toEqual([]);
  });

  test("names every folder", () => {
    const there = readdirSync(join(root, sources), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.flat().toSorted()).toEqual(
      there
        .map((entry) => entry.name)
        .filter((folder) => !others.includes(folder))
        .toSorted(),
    );
  });

  test("goes in the direction of the table", () => {
    const rank = new Map(folders.flatMap((names, index) => names.map((folder) => [folder, index] as const)));
    const rankOf = (path: string): number | undefined => rank.get(path.slice(sources.length + 1).split("/")[0] ?? "");
    const against = [...importGraph(shippedSources(name))].flatMap(([path, targets]) =>
      targets.flatMap((target) => {
        const [from, to] = [rankOf(path), rankOf(target)];
        return from !== undefined && to !== undefined && to > from ? [`${path} → ${target}`] : [];
      }),
    );
    expect(against).toEqual([]);
  });
});
