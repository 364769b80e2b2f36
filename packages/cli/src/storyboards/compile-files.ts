import { realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { compileStoryboard, type Compiled, type Diagnostic, type Plan, type Target } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { CommandError } from "../world/errors.ts";
import { createDiskFiles } from "../files/file-source.ts";
import { rootOf } from "../files/git-root.ts";
import type { Owner } from "../owner/owner.ts";
import { readInput } from "../files/read-input.ts";
import type { FileRead } from "../world/witness.ts";
import type { Environment } from "../world/world.ts";

interface CompileFilesOptions {
  readonly cwd: string;
  readonly env: Environment;
  readonly owner: Pick<Owner, "mayReadEnv" | "assetRoots" | "stateFolders">;
  readonly strict: boolean;
  /** Another endpoint than the configured one. */
  readonly target?: Target | undefined;
  /** `draft`: the plans of the drafts. */
  readonly stage?: "draft" | undefined;
  /** Gets every file that was asked for, the storyboards among them. */
  readonly onRead?: ((read: FileRead) => void) | undefined;
}

/** What the storyboards of a command line compiled to. */
export interface CompiledFiles {
  /** Of the storyboards without an error, in the order given. */
  readonly plans: readonly Plan[];
  readonly diagnostics: readonly Diagnostic[];
  /** Of the files that cannot be read; the others are compiled all the same. */
  readonly unreadable: readonly CommandError[];
  /** The text that a diagnostic points into. */
  readonly textOf: (file: string) => string | undefined;
}

/** Compiles each storyboard on its own; what its author got wrong comes back as diagnostics. */
export async function compileFiles(
  files: readonly string[],
  { cwd, env, owner, strict, target, stage, onRead }: CompileFilesOptions,
): Promise<CompiledFiles> {
  const texts = new Map<string, string>();
  const compiled = [];
  const unreadable: CommandError[] = [];
  for (const file of files) {
    const text = await readInput(file, cwd).catch(asUnreadable);
    if (typeof text !== "string") {
      unreadable.push(text);
      continue;
    }
    const folder = dirname(resolve(cwd, file));
    texts.set(resolve(cwd, file), text);
    onRead?.({ path: resolve(cwd, file), real: realpathSync(resolve(cwd, file)), text });
    const disk = createDiskFiles({
      folder,
      roots: [rootOf(folder), ...owner.assetRoots],
      stateFolders: owner.stateFolders,
      onText: (path, included) => texts.set(path, included),
      onRead,
    });
    const { mayReadEnv } = owner;
    const compile = (): Compiled =>
      compileStoryboard({ file, text }, { files: disk, env, mayReadEnv, strict, stage, ...present({ target }) });
    const first = compile();
    // Compiling does not wait. Where a local medium had to be gone through, what is now known about it is taken in.
    compiled.push((await disk.measure()) ? compile() : first);
  }
  return {
    plans: compiled.flatMap(({ plan }) => (plan === undefined ? [] : [plan])),
    diagnostics: compiled.flatMap(({ diagnostics }) => diagnostics),
    unreadable,
    textOf: (file) => texts.get(resolve(cwd, file)),
  };
}

function asUnreadable(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  throw error;
}
