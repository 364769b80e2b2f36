import { resolve } from "node:path";
import { readInput } from "../files/read-input.ts";
import { findConfig, rootsOf } from "../owner/config-file.ts";
import type { World } from "../world/world.ts";

/** Absolute folders of the formats that the configuration lists; what is wrong with the file is an error. */
export async function listedFormats(
  files: readonly string[],
  named: string | undefined,
  world: World,
): Promise<readonly string[]> {
  // Storyboards of several repositories: the command itself says so, where it needs one configuration.
  if (named === undefined && rootsOf(files, world.cwd).length > 1) return [];
  const { path, folder } = findConfig(files, named, world);
  if (path === undefined) return [];
  const text = await readInput(path, world.cwd);
  // Most configurations list none, and most commands read nothing else of the file.
  if (!text.includes("formats")) return [];
  const { readOrRefuse } = await import("../owner/owner.ts");
  const { formats = [] } = await readOrRefuse(path, world);
  return formats.map((format) => resolve(folder, format));
}
