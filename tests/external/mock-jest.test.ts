import { cp, mkdir, mkdtemp, readFile, realpath, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { root } from "../src/sources.ts";

// Jest is installed next to the workspace, from tests/jest.

/** A project of a user of Jest: our packages as they are published, below `node_modules`. */
async function jestProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-jest-"));
  const modules = join(folder, "node_modules");
  for (const name of ["mock-server", "schema"]) {
    const [source, target] = [join(root, "packages", name), join(modules, "@shotlist", name)];
    await mkdir(target, { recursive: true });
    await cp(join(source, "dist"), join(target, "dist"), { recursive: true });
    await cp(join(source, "package.json"), join(target, "package.json"));
  }
  await mkdir(join(modules, "@remix-run"));
  for (const dependency of ["yaml", "@remix-run/multipart-parser"]) {
    await symlink(
      await realpath(join(root, "packages/mock-server/node_modules", dependency)),
      join(modules, dependency),
    );
  }
  for (const dependency of ["jest", "@jest"]) {
    await symlink(join(root, "tests/jest/node_modules", dependency), join(modules, dependency));
  }
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  return folder;
}

test("the first example of the mock's README runs under Jest, as the README says", async () => {
  const folder = await jestProject();
  const readme = await readFile(join(root, "packages/mock-server/README.md"), "utf8");
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  expect(example).toContain('from "vitest"');
  await writeFile(join(folder, "lifecycle.test.mjs"), example.replace('"vitest"', '"@jest/globals"'));
  const program = "node_modules/jest/bin/jest.js";
  const words = ["--experimental-vm-modules", "--no-warnings", program];
  expect(readme).toContain(`node --experimental-vm-modules ${program}`);
  const { stderr, exitCode } = await execa(process.execPath, [...words, "--ci"], { cwd: folder, reject: false });
  expect(stderr).toMatch(/^Tests: +1 passed, 1 total$/m);
  expect(exitCode).toBe(0);
});
