import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { editionsOf, factsOf, formatIds } from "@shotlist/schema";
import { expect, onTestFinished, test } from "vitest";
import { runIn } from "../../packages/cli/src/testing/fake-world.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const storyboards = globSync("examples/*/*.yaml", { cwd: root }).toSorted((a, b) => a.localeCompare(b));

interface RenderDocument {
  readonly ok: boolean;
  readonly submitted: number;
  readonly takes: readonly { readonly status: string; readonly file?: string }[];
}

/** A copy of an example's folder, with the command line in it. */
async function setup(storyboard: string): Promise<(...words: string[]) => Promise<unknown>> {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-example-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const source = join(root, dirname(storyboard));
  await cp(source, folder, { recursive: true, filter: (path) => !basename(path).startsWith("renders") });
  await mkdir(join(folder, ".git"));
  return async (...words) => {
    const { exitCode, stdout, stderr } = await runIn(
      { cwd: folder, nowMs: Date.now() },
      ...words,
      basename(storyboard),
      "--json",
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const document: unknown = JSON.parse(stdout);
    return document;
  };
}

const isRenderDocument = (value: unknown): value is RenderDocument =>
  typeof value === "object" && value !== null && "takes" in value && "submitted" in value;

test.each(storyboards)(
  "%s has no problems found, renders on the mock, and is not rendered twice",
  async (storyboard) => {
    const shotlist = await setup(storyboard);
    expect(await shotlist("check", "--strict")).toMatchObject({ ok: true, diagnostics: [] });

    const first = await shotlist("render", "--mock", "--speed", "600");
    if (!isRenderDocument(first)) throw new Error("no document of a render");
    expect(first).toMatchObject({ ok: true });
    expect(first.takes.length).toBeGreaterThan(0);
    for (const { file } of first.takes) expect(statSync(file ?? "").size).toBeGreaterThan(1000);

    expect(await shotlist("render", "--mock")).toMatchObject({ ok: true, submitted: 0 });
  },
  120_000,
);

test("the examples go to every format, and one of them to all that have a document", () => {
  const texts = storyboards.map((storyboard) => readFileSync(join(root, storyboard), "utf8"));
  const providers = texts.map((text) => /^ {2}provider: \[(.*)\]$/m.exec(text)?.[1]?.split(", ") ?? []);
  const documented = formatIds.filter((id) => (editionsOf(id)[0] ?? factsOf(id)).document.startsWith("seed"));
  expect(providers).toContainEqual(documented);
  expect(new Set(providers.flat())).toEqual(new Set(formatIds));
});

test("the index of the examples names each of them, and each has its own page", () => {
  const index = readFileSync(join(root, "examples/README.md"), "utf8");
  const named = [...index.matchAll(/^\| \[[\w-]+\]\(([\w-]+)\)/gm)].map(([, folder]) => `examples/${folder}`);
  const folders = new Set(storyboards.map((storyboard) => dirname(storyboard)));
  expect(new Set(named)).toEqual(folders);
  for (const folder of folders) expect(statSync(join(root, folder, "README.md")).isFile()).toBe(true);
});
