import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, realpath, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { execa } from "execa";
import { publint } from "publint";
import { beforeAll, describe, expect, test } from "vitest";
import { packageNames, root } from "./sources.ts";

interface Packed {
  readonly tarball: string;
  readonly files: readonly string[];
  readonly manifest: { readonly name: string; readonly dependencies?: Readonly<Record<string, string>> };
}

const packed = new Map<string, Packed>();

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-packed-"));
  for (const name of packageNames) {
    const { stdout } = await execa("pnpm", ["pack", "--json", "--pack-destination", folder], {
      cwd: join(root, "packages", name),
    });
    const { filename }: { readonly filename: string } = JSON.parse(stdout);
    const tarball = join(folder, basename(filename));
    const list = await execa("tar", ["-tzf", tarball]);
    const manifest = await execa("tar", ["-xOzf", tarball, "package/package.json"]);
    packed.set(name, {
      tarball,
      files: list.stdout.split("\n").map((path) => path.replace(/^package\//, "")),
      manifest: JSON.parse(manifest.stdout),
    });
  }
});

function packedAs(name: string): Packed {
  const found = packed.get(name);
  if (!found) throw new Error(`${name} was not packed`);
  return found;
}

describe.each(packageNames)("the packed %s", (name) => {
  test("is a package that others can install", async () => {
    const { messages } = await publint({
      pack: { tarball: (await readFile(packedAs(name).tarball)).buffer },
    });
    expect(messages).toEqual([]);
  });

  test("holds no tests, no test data and no build state", () => {
    const stray = packedAs(name).files.filter((path) =>
      /\.test\.|\/testing\/|golden|\.tsbuildinfo|node_modules/.test(path),
    );
    expect(stray).toEqual([]);
    expect(packedAs(name).files).toContain("LICENSE");
    expect(packedAs(name).files).toContain("README.md");
  });

  test("gives its types to every ESM resolver", async () => {
    const { exitCode, all } = await execa("attw", [packedAs(name).tarball, "--profile", "esm-only", "--no-color"], {
      all: true,
      reject: false,
      localDir: root,
      preferLocal: true,
    });
    expect({ exitCode, all }).toMatchObject({ exitCode: 0 });
  });
});

test("the packed packages work together, installed without this workspace", async () => {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-installed-"));
  const modules = join(folder, "node_modules");
  for (const name of packageNames) {
    const { tarball, manifest } = packedAs(name);
    const target = join(modules, manifest.name);
    await mkdir(target, { recursive: true });
    await execa("tar", ["-xzf", tarball, "-C", target, "--strip-components", "1"]);
    for (const dependency of Object.keys(manifest.dependencies ?? {})) {
      const link = join(modules, dependency);
      if (dependency.startsWith("@shotlist/") || existsSync(link)) continue;
      await mkdir(dirname(link), { recursive: true });
      await symlink(await realpath(join(root, "packages", name, "node_modules", dependency)), link);
    }
  }
  const { stdout } = await execa(process.execPath, [join(modules, "shotlist/bin/shotlist.js"), "--help"], {
    cwd: folder,
  });
  expect(stdout).toContain("Storyboards as code");
  const imports = packageNames.filter((name) => name !== "cli").map((name) => `await import("@shotlist/${name}");`);
  await execa(process.execPath, ["--input-type=module", "-e", imports.join("\n")], { cwd: folder });
});
