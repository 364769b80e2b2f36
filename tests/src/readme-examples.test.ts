import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { compileStoryboard, noFiles, type Plan } from "@shotlist/core";
import { createMockServer } from "@shotlist/mock-server";
import { describe, expect, test, vi } from "vitest";
import { packageNames, root } from "./sources.ts";

// Every example of a README is, letter for letter, a source that the compiler checks and a test runs.

const readmeOf = (name: string): string => readFileSync(join(root, "packages", name, "README.md"), "utf8");

function examplesIn(readme: string): readonly string[] {
  return [...readme.matchAll(/^```(?:ts|js|mjs)\n([\s\S]*?)^```/gm)].map(([, text = ""]) => text);
}

/** The source that says the same as an example. */
function sourceOf(example: string, name: string): string | undefined {
  const sources = readdirSync(join(root, "packages", name, "src"), { recursive: true, encoding: "utf8" });
  return sources
    .filter((path) => path.endsWith(".ts"))
    .find((path) => readFileSync(join(root, "packages", name, "src", path), "utf8") === example);
}

describe.each(packageNames.filter((name) => name !== "cli"))("the README of %s", (name) => {
  test("has an example, and each of its examples is a source that is checked and run", () => {
    const examples = examplesIn(readmeOf(name));
    expect(examples.length).toBeGreaterThan(0);
    // A module that is not a test is run below.
    const runnable = name === "batch-runner" ? /readme-example\.ts$/ : /\.test\.ts$/;
    const sources = examples.map((example) => sourceOf(example, name));
    expect(sources).toEqual(sources.map(() => expect.stringMatching(runnable)));
  });
});

test("the command line's README and the workspace's show commands", () => {
  const workspace = readFileSync(join(root, "README.md"), "utf8");
  for (const readme of [readmeOf("cli"), workspace]) {
    expect(readme).toContain("```console\n$ npx shotlist ");
    expect(examplesIn(readme)).toEqual([]);
  }
});

interface RunExample {
  readonly render: (
    plan: Plan,
  ) => Promise<{ readonly ok: boolean; readonly takes: readonly { readonly status: string }[] }>;
}

test("the runner's README carries a plan through", async () => {
  await using mock = await createMockServer({ clock: "scaled", speed: 10_000 });
  const folder = await mkdtemp(join(tmpdir(), "shotlist-readme-"));
  const [example = ""] = examplesIn(readmeOf("batch-runner"));
  const text = [
    "{ shotlist: 1, name: hello, provider: wisgate",
    `providers: { wisgate: { baseUrl: "${mock.urlOf("wisgate")}", pollEvery: 50ms } }`,
    "shots: [{ id: watch, prompt: A watch turns slowly, model: doubao-seedance-2.0 }]",
    `output: { dir: clips } }`,
  ].join(", ");
  const { plan, diagnostics } = compileStoryboard({ file: join(folder, "hello.yaml"), text }, { files: noFiles });
  expect(diagnostics).toEqual([]);
  vi.stubEnv("WISGATE_API_KEY", "any-key");
  // Only where the money is and where the state lies differ from what is printed; a mock has no price to hold a budget.
  const module = join(root, "tests/dist", `readme-example-${process.pid}.ts`);
  await mkdir(dirname(module), { recursive: true });
  await writeFile(
    module,
    example
      .replace('".shotlist"', JSON.stringify(folder))
      .replace('"live"', '"local"')
      .replace(/ +budget: .*\n/, ""),
  );
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the README's own export
    const { render } = (await import(module)) as RunExample;
    const report = await render(plan!);
    expect(report).toMatchObject({ ok: true, takes: [{ status: "succeeded" }] });
    expect(mock.billed().tasks).toBe(1);
    await render(plan!);
    expect(mock.billed().tasks).toBe(1);
  } finally {
    vi.unstubAllEnvs();
    await rm(module);
    await rm(folder, { recursive: true });
  }
});
