// Writes every generated file of every package and the pages of the formats; with --check, names those that are stale and exits 1.
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** What a generator's script exports. Paths are relative to the package, or to the workspace for its own, with `/`. */
interface Generator {
  readonly generate: () => Promise<ReadonlyMap<string, string>>;
  /** Folders in which a file that is not generated has no place. */
  readonly ownedDirectories?: readonly string[];
}

const root = fileURLToPath(new URL("..", import.meta.url));
const check = process.argv.includes("--check");

const stale: string[] = [];
for (const name of (await readdir(join(root, "packages"))).toSorted()) {
  const directory = join(root, "packages", name);
  const script = join(directory, "scripts", "generate.ts");
  if (existsSync(script)) stale.push(...(await bringUpToDate(directory, script)));
}
// The pages are made from what the packages generate, so they come last.
for (const pages of ["format-pages", "storyboard-page", "site-pages", "chinese-readme"]) {
  stale.push(...(await bringUpToDate(root, join(root, "scripts", pages, "generate.ts"))));
}

for (const file of stale) console.log(`${check ? "stale" : "brought up to date"}: ${file}`);
if (check && stale.length > 0) {
  console.error("Run: npm run generate");
  process.exitCode = 1;
}

/** Returns the files that differed from what the generator says. */
async function bringUpToDate(directory: string, script: string): Promise<readonly string[]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of these scripts
  const { generate, ownedDirectories = [] } = (await import(pathToFileURL(script).href)) as Generator;
  const wanted = new Map([...(await generate())].map(([path, text]) => [join(directory, path), text]));
  const differing: string[] = [];
  for (const [file, text] of wanted) {
    if (existsSync(file) && (await readFile(file, "utf8")) === text) continue;
    differing.push(file);
    if (check) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  for (const owned of ownedDirectories) {
    for (const file of await filesBelow(join(directory, owned))) {
      if (wanted.has(file)) continue;
      differing.push(file);
      if (!check) await rm(file);
    }
  }
  return differing.map((file) => relative(root, file).replaceAll("\\", "/"));
}

async function filesBelow(directory: string): Promise<readonly string[]> {
  if (!existsSync(directory)) return [];
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
