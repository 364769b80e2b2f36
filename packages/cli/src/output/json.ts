import type { Output } from "../world/world.ts";
import { toPlainJson } from "./plain-text.ts";

/** Prints the one document of a `--json` command. */
export function writeJson(stdout: Output, document: unknown): void {
  stdout.write(`${toPlainJson(JSON.stringify(document, null, 2))}\n`);
}

/** Prints one of several documents, on a line of its own. */
export function writeJsonLine(stdout: Output, document: unknown): void {
  stdout.write(`${toPlainJson(JSON.stringify(document))}\n`);
}
