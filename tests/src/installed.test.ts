import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { beforeAll, describe, expect, test } from "vitest";
import { entriesOf, type Entry } from "./entries.ts";
import { installInto, packageManagers, renderFirstClip, runContract, typeCheckEntries } from "./installed-project.ts";
import { packAll } from "./packed.ts";
import { openRegistry, type Registry } from "./registry.ts";

// tests/external/installed-node-24.test.ts does the same on the oldest Node that the packages are for.

let registry: Registry;
let modules: readonly Entry[];
/** Those that are for users of another test tool, which an empty project does not have. */
let forPeers: readonly Entry[];

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-registry-"));
  const packed = await packAll(folder);
  registry = await openRegistry(packed, folder);
  modules = packed.flatMap((one) => entriesOf(one)).filter(({ file }) => file.endsWith(".js"));
  const peers = packed.flatMap(({ manifest }) => Object.keys(manifest.peerDependencies ?? {}));
  forPeers = modules.filter(({ specifier }) => peers.some((peer) => specifier.endsWith(`/${peer}`)));
  return async () => {
    await registry.close();
    await rm(folder, { recursive: true });
  };
});

describe.each(packageManagers)("installed with %s into an empty project, the packages", (manager) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), `shotlist-installed-${manager}-`));
    await installInto(folder, registry.url, manager);
    return () => rm(folder, { recursive: true });
  });

  test("give types at every entry", async () => {
    expect(modules.length).toBeGreaterThan(20);
    expect(
      await typeCheckEntries(
        folder,
        modules.map(({ specifier }) => specifier),
      ),
    ).toBe("");
  });

  test("load at every entry", async () => {
    const loaded = modules.filter((entry) => !forPeers.includes(entry)).map(({ specifier }) => specifier);
    expect(forPeers).toHaveLength(3);
    const source = loaded.map((specifier) => `await import(${JSON.stringify(specifier)});`).join("\n");
    await execa(process.execPath, ["--input-type=module", "-e", source], { cwd: folder });
  });

  test("go from init to clips, by the commands of the README", async () => {
    const clips = await renderFirstClip(folder, process.execPath);
    expect(clips.map((clip) => clip.toString("latin1", 4, 8))).toEqual(Array.from({ length: 4 }, () => "ftyp"));
  });

  test("go to a green contract run", async () => {
    const report = await runContract(folder, process.execPath);
    expect(report).toMatchObject({ ok: true, totals: { fail: 0, undecided: 0 } });
  });
});
