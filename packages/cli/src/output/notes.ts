import type { Output } from "../world/world.ts";
import { say, translate } from "../text/say.ts";

/** Prints remarks that change nothing, a line each. */
export function writeNotes(output: Output, notes: Iterable<string>): void {
  for (const note of notes) output.write(say`note: ${translate(note)}\n`);
}
