import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { root } from "../../src/sources.ts";

const launcher = join(root, "packages/cli/bin/shotlist.js");

/** A new folder of somebody who has only the command. */
async function emptyFolder(): Promise<{ readonly folder: string; readonly path: string }> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-walk-"));
  const bin = await mkdtemp(join(tmpdir(), "shotlist-bin-"));
  onTestFinished(async () => {
    await rm(folder, { recursive: true });
    await rm(bin, { recursive: true });
  });
  const command = join(bin, "shotlist");
  await writeFile(command, `#!/bin/sh\nexec "${process.execPath}" "${launcher}" "$@"\n`);
  await chmod(command, 0o755);
  return { folder, path: `${bin}:${process.env["PATH"] ?? ""}` };
}

test.each(["marketing", "developer", "relay", "studio"])("the walk of %s", async (name) => {
  const { folder, path } = await emptyFolder();
  const { exitCode, all } = await execa("bash", ["-x", join(import.meta.dirname, `${name}.sh`)], {
    cwd: folder,
    env: { PATH: path, NO_COLOR: "1", HOME: folder },
    stdin: "ignore",
    all: true,
    reject: false,
  });
  expect([exitCode, all]).toEqual([0, expect.any(String)]);
});
