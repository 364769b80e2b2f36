import { dirname, join, resolve } from "node:path";
import { usageError } from "../world/errors.ts";
import { findGitRoot } from "../files/git-root.ts";
import type { Environment } from "../world/world.ts";
import { noteSharedClips } from "./shared-clips.ts";
import { noteSharedLedger } from "./shared-ledger.ts";

/** The folder with ledger and clips, and the one that relative paths start from. */
export interface StatePlace {
  readonly stateFolder: string;
  readonly cwd: string;
}

interface Where {
  /** The value of `--state`. */
  readonly state: string | undefined;
  readonly env: Environment;
  readonly cwd: string;
  /** The storyboards named on the command line; the working folder is used if there is none. */
  readonly files: readonly string[];
}

/** Absolute path of the folder with ledger and clips: `--state`, `$SHOTLIST_STATE`, or `.shotlist` in the repository. */
export function findStateFolder(where: Where): string {
  const folder = folderOf(where);
  noteSharedLedger(folder, where.env);
  noteSharedClips(folder, where.env);
  return folder;
}

function folderOf({ state, env, cwd, files }: Where): string {
  const given = state ?? env["SHOTLIST_STATE"];
  if (given !== undefined && given !== "") return resolve(cwd, given);
  const starts = files.length === 0 ? [cwd] : files.map((file) => dirname(resolve(cwd, file)));
  const folders = new Set(starts.map(besideGit));
  const [folder, other] = folders;
  if (folder === undefined) throw new Error("no folder to start from");
  if (other !== undefined) {
    throw usageError(
      `These storyboards keep their state in different folders: ${folder} and ${other}`,
      "Choose one folder with --state, or render them one at a time",
    );
  }
  return folder;
}

function besideGit(start: string): string {
  return join(findGitRoot(start) ?? start, ".shotlist");
}

/** The options that let another command find the same folder from here. */
export function optionsForState(stateFolder: string, { state, env, cwd }: Omit<Where, "files">): readonly string[] {
  const found = folderOf({ state: undefined, env, cwd, files: [] });
  return found === stateFolder ? [] : ["--state", state ?? stateFolder];
}
