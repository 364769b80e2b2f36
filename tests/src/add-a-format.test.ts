import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { root } from "./sources.ts";

const packages = ["schema", "core", "batch-runner", "mock-server", "contract-kit", "cli"] as const;
const toy = join(root, "tests/fixtures/toy-format");
const registryLines = {
  schema: 'export * as toy from "./toy/index.ts";\n',
  core: 'export * as toy from "./toy/codec.ts";\n',
  "mock-server": 'export * as toy from "./toy/index.ts";\n',
};
const steps = ["schema", "core", "mock-server"] as const;

/** The sources of the packages in their own folder, over the same installed dependencies. */
async function copyWorkspace(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "shotlist-toy-"));
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "dir");
  for (const name of packages) {
    const from = join(root, "packages", name);
    const to = join(copy, "packages", name);
    mkdirSync(to, { recursive: true });
    for (const part of [
      "src",
      "browser",
      "package.json",
      "node_modules",
      "storyboard.schema.json",
      "config.schema.json",
      "scripts/generate.ts",
    ]) {
      if (!existsSync(join(from, part))) continue;
      cpSync(join(from, part), join(to, part), { recursive: true, verbatimSymlinks: true });
    }
  }
  cpSync(join(root, "packages/schema/scripts"), join(copy, "packages/schema/scripts"), { recursive: true });
  cpSync(join(root, "scripts"), join(copy, "scripts"), { recursive: true });
  cpSync(join(root, "docs"), join(copy, "docs"), { recursive: true });
  // Parts of the pages are copied from one to the other, and the pages of commands come from the cli.
  for (const page of ["README.md", "README.zh-CN.md", "tsconfig.base.json"]) cpSync(join(root, page), join(copy, page));
  writeFileSync(join(copy, "package.json"), '{ "type": "module" }\n');
  return copy;
}

/** Adds the toy: a folder and a line in each of three packages, and nothing else. */
function addToy(copy: string): void {
  for (const name of steps) {
    const formats = join(copy, "packages", name, "src/formats");
    cpSync(join(toy, name), join(formats, "toy"), { recursive: true });
    const registry = join(formats, "registry.ts");
    writeFileSync(registry, readFileSync(registry, "utf8") + registryLines[name]);
  }
}

test("a format is one folder and one line in each of three packages, and then everything works with it", async () => {
  const copy = await copyWorkspace();
  addToy(copy);
  const node = execa({ node: true, nodeOptions: ["-C", "@shotlist/source"], cwd: copy });
  await node`scripts/generate.ts`;
  const generated = readdirSync(join(copy, "packages/schema/src/generated/toy"));
  expect(generated.toSorted()).toEqual(["compiled.d.ts", "compiled.js", "types.ts"]);

  cpSync(join(toy, "try.ts"), join(copy, "packages/contract-kit/try.ts"));
  for (const name of ["core", "batch-runner", "mock-server", "contract-kit"]) {
    const link = join(copy, "packages/contract-kit/node_modules/@shotlist", name);
    rmSync(link, { force: true, recursive: true });
    mkdirSync(join(link, ".."), { recursive: true });
    symlinkSync(join(copy, "packages", name), link, "dir");
  }
  const { stdout } = await node`packages/contract-kit/try.ts ${copy}`;
  const { cases, ...told }: { readonly cases: number } = JSON.parse(stdout);
  expect(told).toEqual({
    request: {
      method: "POST",
      path: "/toy/v1/clips",
      body: { model: "crayon-1", text: "A watch turns", length: 2 },
    },
    statuses: ["succeeded"],
    clip: "ftyp",
    departures: [],
  });
  expect(cases).toBeGreaterThan(20);
});

test("the guide shows the line of the registries and every file of the toy", () => {
  const guide = readFileSync(join(root, "docs/add-a-format.md"), "utf8");
  for (const line of Object.values(registryLines)) expect(guide).toContain(line.trim());
  const files = steps.flatMap((name) =>
    readdirSync(join(toy, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name),
  );
  expect(files.filter((name) => !guide.includes(name))).toEqual([]);
});
