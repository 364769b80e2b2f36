import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Media, Plan } from "@shotlist/core";

/** The bytes of a local file that a shot names. */
export function readBesideStoryboard(plan: Plan, media: Extract<Media, { from: "file" }>): Promise<Uint8Array> {
  return readFile(resolve(dirname(plan.file), media.path));
}
