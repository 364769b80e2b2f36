import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { sizesBelow } from "./folder-size.ts";
import { packAll, type Packed } from "./packed.ts";
import { isOurs, productionDependencies } from "./production.ts";
import { packageNames, root, type PackageName } from "./sources.ts";

interface Budget {
  readonly own: number;
  readonly others: number;
  readonly installed: number;
}

const page = readFileSync(join(root, "docs/packages.md"), "utf8");
const budgets = new Map(
  [...page.matchAll(/^\| `(?<name>[^`]+)` +\| (?<own>[\d,]+) +\| (?<others>\d+) +\| (?<installed>[\d,]+) +\|$/gmu)].map(
    ({ groups = {} }): readonly [string, Budget] => [
      groups["name"] ?? "",
      { own: kilobytes(groups["own"]), others: Number(groups["others"]), installed: kilobytes(groups["installed"]) },
    ],
  ),
);

let packed: ReadonlyMap<string, Packed>;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-packed-"));
  packed = new Map((await packAll(folder)).map((one) => [one.manifest.name, one]));
  return () => rm(folder, { recursive: true });
});

test("every package has a budget", () => {
  expect([...budgets.keys()].toSorted()).toEqual([...packed.keys()].toSorted());
});

describe.each(packageNames)("%s", (name) => {
  test("keeps its budget, and its budget is not too wide", () => {
    const { own, others, installed } = budgetOf(name);
    const dependencies = productionDependencies([name]);
    const ofOthers = dependencies.map(({ folder }) => total(sizesBelow(folder)));
    const actual = {
      own: total(packedAs(name).files),
      installed: ownInstalled(packedAs(name)) + ofOthers.reduce((sum, size) => sum + size, 0),
    };
    expect(dependencies.map(({ manifest }) => manifest.name)).toHaveLength(others);
    for (const [size, budget] of [
      [actual.own, own],
      [actual.installed, installed],
    ] as const) {
      expect(size).toBeLessThanOrEqual(budget);
      expect(size).toBeGreaterThan((budget * 2) / 3);
    }
  });
});

/** What a package and those of ours that it needs weigh together. */
function ownInstalled({ manifest }: Packed, seen: Set<string> = new Set()): number {
  if (seen.has(manifest.name)) return 0;
  seen.add(manifest.name);
  const needed = Object.keys(manifest.dependencies ?? {}).filter((name) => isOurs(name));
  const others = needed.map((name) => ownInstalled(found(packed.get(name), name), seen));
  return total(found(packed.get(manifest.name), manifest.name).files) + others.reduce((sum, size) => sum + size, 0);
}

const packedAs = (name: PackageName): Packed => found(packed.get(publishedName(name)), name);
const budgetOf = (name: PackageName): Budget => found(budgets.get(publishedName(name)), name);
const publishedName = (name: PackageName): string => (name === "cli" ? "shotlist" : `@shotlist/${name}`);
const total = (sizes: ReadonlyMap<string, number>): number => [...sizes.values()].reduce((sum, size) => sum + size, 0);

function kilobytes(text = ""): number {
  return Number(text.replaceAll(",", "")) * 1000;
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`there is no ${name}`);
  return value;
}
