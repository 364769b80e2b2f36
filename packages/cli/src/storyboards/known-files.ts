import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type Plan, storyboardOfDrafts } from "@shotlist/core";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { isSystemError } from "../files/system-error.ts";
import type { Owner } from "../owner/owner.ts";
import type { Environment } from "../world/world.ts";
import { compileFiles } from "./compile-files.ts";

/** Where a state is, and from where its storyboards are named. */
export interface KnownFilesOptions {
  readonly stateFolder: string;
  readonly cwd: string;
}

/** Files by the name that their storyboard has in the ledger, relative to the state folder, with `/`. */
type KnownFiles = Readonly<Record<string, string>>;

/**
 * Refuses a storyboard whose name belongs to another file in this state: a name is an identity in the ledger, and the takes
 * of one file would pass for those of the other. A file that was moved or renamed takes its name along.
 */
export async function refuseOtherFiles(
  plans: readonly Plan[],
  { stateFolder, cwd, env, owner }: KnownFilesOptions & { readonly env: Environment; readonly owner: Owner },
): Promise<void> {
  const known = readKnown(stateFolder);
  for (const { storyboard: own, file } of plans) {
    const storyboard = storyboardOfDrafts(own) ?? own;
    const other = Object.hasOwn(known, storyboard) ? known[storyboard] : undefined;
    if (other === undefined) continue;
    const path = resolve(stateFolder, other);
    if (path === resolve(cwd, file) || !existsSync(path)) continue;
    const { plans: others } = await compileFiles([path], { cwd, env, owner, strict: false });
    if (others.every((plan) => plan.storyboard !== storyboard)) continue;
    throw new CommandError(
      `${file} has the same name (${storyboard}) as ${relative(cwd, path)}, which was rendered here`,
      { code: "name_taken", exitCode: ExitCode.wrong, hint: "Give one of them another `name:`" },
    );
  }
}

/** Keeps which file each storyboard is. */
export function rememberFiles(plans: readonly Plan[], { stateFolder, cwd }: KnownFilesOptions): void {
  const known = readKnown(stateFolder);
  // Drafts keep the name of their storyboard as well: it is one file.
  const own = plans.flatMap(({ storyboard, file }) => {
    const path = relative(stateFolder, resolve(cwd, file)).replaceAll("\\", "/");
    return [...new Set([storyboard, storyboardOfDrafts(storyboard) ?? storyboard])].map(
      (name) => [name, path] as const,
    );
  });
  if (own.every(([name, path]) => known[name] === path)) return;
  const beside = `${listOf(stateFolder)}.${process.pid}.part`;
  const files = { ...known, ...Object.fromEntries(own) };
  try {
    writeFileSync(beside, `${JSON.stringify({ version: 1, files }, undefined, 2)}\n`);
    renameSync(beside, listOf(stateFolder));
  } catch (error) {
    // A disk that refuses this refuses the ledger too, which says so.
    if (!isSystemError(error)) throw error;
    rmSync(beside, { force: true });
  }
}

/** Absolute path of the file that a storyboard was rendered from, where it is still there. */
export function fileOfStoryboard(stateFolder: string, storyboard: string): string | undefined {
  const known = readKnown(stateFolder);
  const path = Object.hasOwn(known, storyboard) ? known[storyboard] : undefined;
  const file = path === undefined ? undefined : resolve(stateFolder, path);
  return file !== undefined && existsSync(file) ? file : undefined;
}

function listOf(stateFolder: string): string {
  return join(stateFolder, "storyboards.json");
}

/** A list that cannot be read is started again: it only warns of mistakes. */
function readKnown(stateFolder: string): KnownFiles {
  const list = listOf(stateFolder);
  if (!existsSync(list)) return {};
  try {
    const { version, files }: { readonly version?: unknown; readonly files?: KnownFiles } = JSON.parse(
      readFileSync(list, "utf8"),
    );
    const isWhole = version === 1 && Object.values(files ?? {}).every((path) => typeof path === "string");
    return isWhole ? (files ?? {}) : {};
  } catch {
    return {};
  }
}
