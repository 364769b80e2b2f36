import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { publint } from "publint";
import { beforeAll, describe, expect, test } from "vitest";
import { entriesOf } from "./entries.ts";
import { packAll, type Packed } from "./packed.ts";
import { packageNames, root } from "./sources.ts";

let packed: readonly Packed[];
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-packed-"));
  packed = await packAll(folder);
  return () => rm(folder, { recursive: true });
});

function packedAs(name: string): Packed {
  const found = packed.find((one) => one.name === name);
  if (!found) throw new Error(`${name} was not packed`);
  return found;
}

describe.each(packageNames)("the packed %s", (name) => {
  test("is a package that others can install", async () => {
    const { messages } = await publint({
      strict: true,
      pack: { tarball: (await readFile(packedAs(name).tarball)).buffer },
    });
    expect(messages).toEqual([]);
  });

  test("holds what runs, its types, its licence and its README, and nothing else", () => {
    const files = [...packedAs(name).files.keys()];
    const own =
      name === "schema"
        ? /^((openapi|json)\/[^/]+\.json|[a-z-]+\.schema\.json)$/
        : name === "cli"
          ? /^(?:bin\/|skills\/|man\/shotlist\.1$)/
          : /^$/;
    const stray = files.filter(
      (path) =>
        !/^dist\/.+\.(js|d\.ts|json)$/.test(path) &&
        !["LICENSE", "README.md", "package.json"].includes(path) &&
        !own.test(path),
    );
    expect(stray).toEqual([]);
    expect(files.filter((path) => /\.test\.|\/testing\/|golden/.test(path))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md"]));
  });

  test("says what it is, for whom and on what terms", () => {
    const { manifest } = packedAs(name);
    expect(manifest).toMatchObject({
      description: expect.stringMatching(/^.{20,}[^.]$/u),
      license: "MIT",
      type: "module",
      engines: { node: ">=24" },
      publishConfig: { access: "public", provenance: true },
    });
    const keywords = manifest.keywords ?? [];
    expect(keywords).toContain("ai-video");
    expect(keywords).toEqual([...new Set(keywords)].toSorted());
  });

  test("exports no sources, and types with each of its modules", () => {
    const { manifest, files } = packedAs(name);
    expect(JSON.stringify(manifest.exports)).not.toMatch(/source|src/);
    const modules = Object.values(manifest.exports).filter((target) => typeof target !== "string");
    expect(modules.map((target) => Object.keys(Object(target)))).toEqual(modules.map(() => ["types", "default"]));
    const entries = entriesOf(packedAs(name));
    expect(entries.filter(({ file }) => !files.has(file))).toEqual([]);
  });

  test("gives the types of every entry to every ESM resolver", async () => {
    const entries = entriesOf(packedAs(name)).filter(({ file }) => file.endsWith(".js"));
    const { exitCode, all } = await execa(
      "attw",
      [
        packedAs(name).tarball,
        "--profile",
        "esm-only",
        "--no-color",
        ...(entries.length === 0 ? [] : ["--entrypoints", ...entries.map(({ subpath }) => subpath)]),
      ],
      { all: true, reject: false, localDir: root, preferLocal: true },
    );
    expect({ exitCode, all }).toMatchObject({ exitCode: 0 });
  });

  test("has a README that begins with how to install it", async () => {
    const readme = await readFile(join(root, "packages", name, "README.md"), "utf8");
    const [, first] = /```(?:sh|console)\n(.*)\n/.exec(readme) ?? [];
    const words = first?.split(" ") ?? [];
    expect(words.slice(0, 2)).toEqual(["npm", "install"]);
    expect(words).toContain(packedAs(name).manifest.name);
    const known = packed.map(({ manifest }) => manifest.name);
    expect(words.slice(2).filter((word) => word !== "--save-dev" && !known.includes(word))).toEqual([]);
  });
});
