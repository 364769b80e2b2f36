import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** Makes a folder and those above it, where they are not there yet. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  assertWritable(folder);
  mkdirSync(folder, { recursive: true });
}

/** Asked first, because a recursive `mkdir` on a read-only disk says that there is no such folder. */
function assertWritable(folder: string): void {
  const parent = dirname(folder);
  if (existsSync(parent) || parent === folder) accessSync(parent, constants.W_OK);
  else assertWritable(parent);
}
