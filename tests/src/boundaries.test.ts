import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importsOf, type PackageName, packageNames, root, shippedSources } from "./sources.ts";

/** The arrows between packages: what each may import of ours. */
const allowed: Record<PackageName, readonly string[]> = {
  schema: [],
  core: ["@shotlist/schema"],
  "batch-runner": ["@shotlist/schema", "@shotlist/core"],
  "mock-server": ["@shotlist/schema"],
  "contract-kit": ["@shotlist/schema"],
  cli: [
    "@shotlist/schema",
    "@shotlist/core",
    "@shotlist/batch-runner",
    "@shotlist/mock-server",
    "@shotlist/contract-kit",
  ],
};

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const isOurs = (name: string): boolean => name.startsWith("@shotlist/") || name === "shotlist";
const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

function forbiddenImports(name: PackageName, text: string): readonly string[] {
  return importsOf(text).filter((specifier) => {
    if (specifier.startsWith(".")) return /(^|\/)\.\.\/(\.\.\/)*packages\//.test(specifier);
    if (!isOurs(specifier)) return false;
    return !allowed[name].includes(packageOf(specifier)) || specifier.includes("/src/");
  });
}

describe.each(packageNames)("%s", (name) => {
  test("imports only the packages that the architecture allows", () => {
    const found = shippedSources(name).flatMap(({ path, text }) =>
      forbiddenImports(name, text).map((specifier) => `${path}: ${specifier}`),
    );
    expect(found).toEqual([]);
  });

  test("declares every package that its sources import, and no package of ours that it may not", () => {
    const manifest: Manifest = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
    const declared = new Set([
      ...Object.keys(manifest.dependencies ?? {}),
      ...Object.keys(manifest.peerDependencies ?? {}),
    ]);
    const imported = shippedSources(name).flatMap(({ text }) => importsOf(text));
    const packages = imported.filter((specifier) => !/^(\.|node:|#)/.test(specifier)).map(packageOf);
    expect([...new Set(packages)].filter((specifier) => !declared.has(specifier))).toEqual([]);
    expect([...declared].filter((dependency) => isOurs(dependency) && !allowed[name].includes(dependency))).toEqual([]);
  });
});

test("a forbidden import is found in whatever form it is written", () => {
  const forms = [
    'import { a } from "@shotlist/core";',
    'import type { A } from "@shotlist/core";',
    'export * from "@shotlist/core";',
    'const core = await import("@shotlist/core");',
    'import "@shotlist/core";',
    'import {\n  a,\n} from "../../packages/core/src/index.ts";',
  ];
  expect(forms.map((text) => forbiddenImports("mock-server", text).length)).toEqual(forms.map(() => 1));
  expect(forbiddenImports("mock-server", 'import { factsOf } from "@shotlist/schema";')).toEqual([]);
});
