import { dirname, resolve } from "node:path";
import type { RealmClass, RunOptions } from "@shotlist/batch-runner";
import { draftDirOf, type Plan } from "@shotlist/core";
import { rootOf } from "../files/git-root.ts";
import { outputPlaceProblem } from "../files/output-place.ts";
import { isClipOfOtherRealm } from "./known-clip.ts";
import { lockFilesIn } from "./lock-files.ts";
import { outputDirOfClass } from "./realm-class.ts";

interface PlacesOptions {
  readonly realmClass: RealmClass;
  readonly stateFolder: string;
  readonly cwd: string;
  /** The value of `--out`. */
  readonly out?: string | undefined;
}

type Places = Required<Pick<RunOptions, "outputDirOf" | "outputPlace" | "isKnownClip" | "lockFiles">>;

/** Where clips and lock files of one kind of money go, and what may not be replaced there. */
export function placesOf({ realmClass, stateFolder, cwd, out }: PlacesOptions): Places {
  return {
    outputDirOf: (plan) => outputDirOf(plan, { realmClass, cwd, out }),
    outputPlace: (file, plan) =>
      outputPlaceProblem(file, {
        root: out === undefined ? rootOf(dirname(resolve(cwd, plan.file))) : typedFolder(out, plan, cwd),
        stateFolder,
      }),
    isKnownClip: isClipOfOtherRealm(stateFolder, realmClass),
    lockFiles: lockFilesIn(cwd),
  };
}

function outputDirOf(plan: Plan, { realmClass, cwd, out }: Pick<PlacesOptions, "realmClass" | "cwd" | "out">): string {
  if (out !== undefined) return typedFolder(out, plan, cwd);
  return resolve(cwd, dirname(plan.file), outputDirOfClass(plan.outputDir, realmClass));
}

/** Drafts are next to the folder given for clips, as they are next to the storyboard's own. */
function typedFolder(out: string, { drafts }: Plan, cwd: string): string {
  const folder = resolve(cwd, out);
  return drafts === undefined ? folder : draftDirOf(folder);
}
