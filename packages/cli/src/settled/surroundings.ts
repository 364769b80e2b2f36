import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { configName } from "../owner/config-file.ts";
import { openRememberedHosts } from "../owner/remembered-hosts.ts";
import { lockFileOf } from "../state/lock-files.ts";
import type { FileRead, RunAhead } from "../world/witness.ts";
import type { Environment } from "../world/world.ts";
import { linksOf, repositoriesOf, type Links, type Repositories } from "./places.ts";

interface SurroundingsOptions {
  readonly files: readonly string[];
  readonly stateFolder: string;
  readonly cwd: string;
  readonly env: Environment;
}

/** What a render looks at apart from its storyboards, whatever is in them. */
interface Surroundings {
  readonly places: { readonly links: Links; readonly repositories: Repositories };
  /** Of those files that are there. */
  readonly contents: readonly FileRead[];
}

export function surroundingsOf({ files, stateFolder, cwd, env }: SurroundingsOptions): Surroundings {
  const repositories = repositoriesOf(files, cwd);
  const roots = repositories.map(([folder, root]) => root ?? folder);
  const hosts = openRememberedHosts(roots, env).file;
  const known = [
    ...roots.map((root) => join(root, configName)),
    join(stateFolder, "storyboards.json"),
    ...(hosts === undefined ? [] : [hosts]),
  ];
  const storyboards = files.map((file) => resolve(cwd, file));
  const links = linksOf([
    cwd,
    ...roots,
    stateFolder,
    ...storyboards,
    ...storyboards.map((file) => dirname(file)),
    ...known,
  ]);
  return { places: { links, repositories }, contents: contentsOf(links.filter(([path]) => known.includes(path))) };
}

/** The lock files of the storyboards, with the content of those that are there. */
export function locksOf(
  { plans }: Pick<RunAhead, "plans">,
  cwd: string,
): { readonly links: Links; readonly contents: readonly FileRead[] } {
  const links = linksOf(plans.map((plan) => lockFileOf(plan, cwd)));
  return { links, contents: contentsOf(links) };
}

function contentsOf(links: Links): readonly FileRead[] {
  return links.flatMap(([path, real]) => (real === null ? [] : [{ path, real, text: readFileSync(real, "utf8") }]));
}
