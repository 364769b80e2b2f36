import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Manifest } from "./packed.ts";
import { productionDependencies } from "./production.ts";
import { packageNames, root } from "./sources.ts";

const page = readFileSync(join(root, "docs/packages.md"), "utf8");
const allowed = [...(page.split("## Licences")[1] ?? "").matchAll(/^- `([^`]+)`/gmu)].map(([, licence]) => licence);

const installScripts = ["preinstall", "install", "postinstall"];
const scriptsOf = ({ scripts }: Manifest): readonly string[] => Object.keys(scripts ?? {});

describe.each(productionDependencies().map(({ manifest }) => manifest))("$name $version", (manifest) => {
  test("has a licence that docs/packages.md allows", () => {
    expect(allowed).toContain(manifest["license"]);
  });

  test("runs nothing when it is installed", () => {
    expect(scriptsOf(manifest).filter((script) => installScripts.includes(script))).toEqual([]);
  });
});

test("every allowed licence is one that is met", () => {
  const met = productionDependencies().map(({ manifest }) => manifest["license"]);
  expect(allowed.filter((licence) => !met.includes(licence))).toEqual([]);
});

test.each(packageNames)("our own %s runs nothing when it is installed", (name) => {
  const scripts = scriptsOf(JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8")));
  // `prepare` runs where a package is installed from git.
  expect(scripts.filter((script) => [...installScripts, "prepare"].includes(script))).toEqual([]);
});

test("nothing of the workspace may run a script when it is installed, tools included", () => {
  const lockfile: { readonly packages: Readonly<Record<string, { readonly requiresBuild?: boolean }>> } = parse(
    readFileSync(join(root, "pnpm-lock.yaml"), "utf8"),
  );
  const building = Object.entries(lockfile.packages).filter(([, { requiresBuild }]) => requiresBuild === true);
  expect(building).toEqual([]);
  // pnpm runs a script only where one of these settings allows it; without, the installation fails.
  const settings: object = parse(readFileSync(join(root, "pnpm-workspace.yaml"), "utf8"));
  const allowing = ["allowBuilds", "onlyBuiltDependencies", "dangerouslyAllowAllBuilds", "strictDepBuilds"];
  expect(Object.keys(settings).filter((key) => allowing.includes(key))).toEqual([]);
});
