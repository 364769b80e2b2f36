import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { execa } from "execa";
import { root } from "./sources.ts";

export const packageManagers = ["npm", "pnpm"] as const;
export type PackageManager = (typeof packageManagers)[number];

const every = ["batch-runner", "contract-kit", "core", "mock-server", "schema"].map((name) => `@shotlist/${name}`);

/** An empty project into which a user's own command installs every package; nothing of this workspace is in reach. */
export async function installInto(
  folder: string,
  registry: string,
  manager: PackageManager,
  path: string | undefined = process.env["PATH"],
): Promise<void> {
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  // The user's own caches, settings and proxies have no say here.
  const home = join(folder, ".home");
  await mkdir(home);
  const env = { PATH: path, HOME: home, USERPROFILE: home, NO_PROXY: "127.0.0.1" };
  const words =
    manager === "npm"
      ? ["install", "--no-audit", "--no-fund", "--cache", join(home, "cache")]
      : ["add", "--store-dir", join(home, "store")];
  await execa(manager, [...words, `--registry=${registry}`, "shotlist", ...every], {
    cwd: folder,
    env,
    extendEnv: false,
  });
}

/** A sample of every entry: it imports, and what it gives has types. */
export async function typeCheckEntries(folder: string, entries: readonly string[]): Promise<string> {
  const lines = entries.flatMap((entry, index) => [
    `import * as entry${index} from ${JSON.stringify(entry)};`,
    `export const typed${index}: IsAny<typeof entry${index}> = false;`,
    `export const names${index}: readonly string[] = Object.keys(entry${index});`,
  ]);
  const sample = `type IsAny<T> = 0 extends 1 & T ? true : false;\n${lines.join("\n")}\n`;
  await writeFile(join(folder, "sample.ts"), sample);
  const compilerOptions = {
    module: "nodenext",
    target: "es2024",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
    typeRoots: [join(root, "node_modules", "@types")],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["sample.ts"] }));
  const compiler = join(root, "tests", "node_modules", "typescript", "bin", "tsc");
  const { stdout } = await execa(process.execPath, [compiler, "-p", folder], { reject: false });
  return stdout;
}

/** From `init` to a clip, as the command line's README shows it. Returns the clips that were written. */
export async function renderFirstClip(folder: string, node: string): Promise<readonly Buffer[]> {
  const readme = await readFile(join(folder, "node_modules", "shotlist", "README.md"), "utf8");
  const [, block = ""] = /```console\n([\s\S]*?)```/.exec(readme) ?? [];
  for (const line of block.split("\n").filter((candidate) => candidate.startsWith("$ npx shotlist "))) {
    await shotlist(folder, node, line.slice("$ npx shotlist ".length).split(" "));
  }
  const { stdout } = await shotlist(folder, node, ["render", "clips/storyboard.yaml", "--mock", "--json"]);
  const { takes }: { readonly takes: readonly { readonly file: string }[] } = JSON.parse(stdout);
  return Promise.all(takes.map(({ file }) => readFile(file)));
}

/** Plays a vendor with the installed mock, and tests it with the installed contract kit. */
export async function runContract(folder: string, node: string): Promise<unknown> {
  const mock = execa(node, [launcherIn(folder), "mock", "--manual", "--port", "0"], {
    cwd: folder,
    reject: false,
  });
  try {
    const url = await lineWith(/http:\/\/127\.0\.0\.1:\d+\/toapis/, mock.stdout);
    const words = ["contract", "run", "--format", "toapis", "--base-url", url, "--seed", "1", "--json"];
    return JSON.parse((await shotlist(folder, node, words)).stdout);
  } finally {
    mock.kill();
    await mock;
  }
}

async function lineWith(pattern: RegExp, output: Readable): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [found] = pattern.exec(line) ?? [];
    if (found !== undefined) return found;
  }
  throw new Error("the mock did not say where it listens");
}

const launcherIn = (folder: string): string => join(folder, "node_modules", "shotlist", "bin", "shotlist.js");

function shotlist(folder: string, node: string, words: readonly string[]): Promise<{ readonly stdout: string }> {
  return execa(node, [launcherIn(folder), ...words], { cwd: folder });
}
