import { lstatSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isHiddenName } from "@shotlist/core";
import { stepsBelow } from "./readable-place.ts";

interface OutputPlaces {
  /** Absolute folder that clips stay in: the repository, or what `--out` names. */
  readonly root: string;
  /** Absolute folder with ledger and clips. */
  readonly stateFolder: string;
}

/** Why no clip may be put at an absolute path; `undefined` where one may. Links are followed as far as there are any. */
export function outputPlaceProblem(file: string, { root, stateFolder }: OutputPlaces): string | undefined {
  const written = stepsBelow(root, file);
  if (written === undefined) return `${file} is outside ${root}`;
  const real = realOf(dirname(file));
  const steps = stepsBelow(realOf(root), join(real, basename(file)));
  if (steps === undefined) return `${file} goes through a link to ${real}, outside ${root}`;
  const hidden = [...written, ...steps].find(isHiddenName);
  if (hidden !== undefined) return `${file} is inside ${hidden}, which belongs to a tool`;
  if (stepsBelow(realOf(stateFolder), join(real, basename(file))) !== undefined)
    return `${file} is inside the state folder, where Shotlist keeps its ledger and clips`;
  return undefined;
}

/** The path behind all links, for a folder that may still have to be made. */
function realOf(path: string): string {
  const parent = dirname(path);
  if (parent === path || lstatSync(path, { throwIfNoEntry: false }) !== undefined) return realpathSync(path);
  return join(realOf(parent), basename(path));
}
