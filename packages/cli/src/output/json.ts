import type { Output } from "../world.ts";

/** Prints the one document of a `--json` command. */
export function writeJson(stdout: Output, document: unknown): void {
  stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}
