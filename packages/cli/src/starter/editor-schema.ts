import { copyFileSync, existsSync, realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { isSystemError } from "../files/system-error.ts";

const fileName = "storyboard.schema.json";
const installed = join("node_modules", "@shotlist", "schema", fileName);

/** The schema that editors complete and check a storyboard by, as a path from the storyboard's folder. */
export interface EditorSchema {
  readonly path: string;
  /** Whether it was copied next to the storyboard, since nothing is installed above it. */
  readonly isCopy: boolean;
}

/**
 * Finds the schema in the nearest folder above that has it installed, as every colleague will. Where there is none, as with a command that is
 * installed for the whole machine, a copy goes next to the storyboard: a path into this machine would work nowhere else.
 */
export function placeEditorSchema(folder: string): EditorSchema {
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(join(above, installed)))
      return { path: shown(relative(folder, join(above, installed))), isCopy: false };
    if (dirname(above) === above) break;
  }
  const source = realpathSync(fileURLToPath(import.meta.resolve(`@shotlist/schema/${fileName}`)));
  try {
    copyFileSync(source, join(folder, fileName), 1);
  } catch (error) {
    // One that already exists may be of the release that the others use.
    if (!isSystemError(error) || error.code !== "EEXIST") throw error;
  }
  return { path: `./${fileName}`, isCopy: true };
}

function shown(path: string): string {
  const slashed = path.replaceAll("\\", "/");
  return slashed.startsWith(".") ? slashed : `./${slashed}`;
}
