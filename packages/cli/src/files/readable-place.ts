import { realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { isHiddenName, type FileProblem } from "@shotlist/core";
import { isSystemError } from "./system-error.ts";

/** From where a storyboard may read. */
export interface ReadablePlaces {
  /** The storyboard's folder. */
  readonly folder: string;
  /** Nothing outside of these folders is read, whatever links say: the repository, and what its owner adds. */
  readonly roots: readonly string[];
  /** Absolute folders with ledgers and clips. */
  readonly stateFolders: readonly string[];
}

/** Finds the real path of a file that a storyboard names, or why it may not be read. */
export function createLocator({ folder, roots, stateFolders }: ReadablePlaces): (path: string) => string | Problem {
  const realFolder = realpathSync(folder);
  const realRoots = roots.flatMap(realIfThere);
  const own = new Set(realRoots.flatMap((root) => stepsBelow(root, realFolder) ?? []));
  // A storyboard in a dot folder was named by a person: the files next to it are not more hidden than the storyboard.
  const isHidden = (step: string): boolean =>
    isHiddenName(step) && step.toLowerCase() !== "node_modules" && !own.has(step);

  return (path) => {
    if (path.split("/").some((step) => step !== ".." && isHidden(step))) return { problem: "hidden" };
    const real = realpathSync(resolve(folder, path));
    const steps = realRoots.map((root) => stepsBelow(root, real)).find((found) => found !== undefined);
    if (steps === undefined) return { problem: "outside" };
    const isState = stateFolders.flatMap(realIfThere).some((state) => stepsBelow(state, real) !== undefined);
    if (isState || steps.some(isHidden)) return { problem: "hidden" };
    // Asked before opening: opening a pipe would wait for its other end.
    return statSync(real).isFile() ? real : { problem: "not_a_file" };
  };
}

/** Why a file is not read. */
export interface Problem {
  readonly problem: FileProblem;
}

/** The names between a folder and what lies below it; `undefined` for what does not. */
export function stepsBelow(folder: string, path: string): readonly string[] | undefined {
  const way = relative(folder, path);
  if (way === "") return [];
  const steps = way.split(sep);
  return isAbsolute(way) || steps[0] === ".." ? undefined : steps;
}

function realIfThere(path: string): readonly string[] {
  try {
    return [realpathSync(path)];
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return [];
  }
}
