import { accessSync, constants } from "node:fs";
import type { World } from "../world/world.ts";
import { areAsBefore } from "./clip-files.ts";
import { hashAt, isQuietAt, isSameMark, markAt } from "./file-mark.ts";
import type { KnownContent, SettledMemory } from "./memory.ts";
import { areInSameRepositories, filesIn, leadAsBefore } from "./places.ts";
import { areSetAsBefore } from "./variables.ts";

/** What of the world it depends on whether a memory is true, and where it is printed. */
export type SeenWorld = Pick<World, "stdout" | "stderr" | "env" | "cwd" | "now">;

/** How wide the streams are, and what they are: tables and colours depend on it. */
export function screensOf({ stdout, stderr }: Pick<World, "stdout" | "stderr">): string {
  return JSON.stringify([stdout, stderr].map(({ isTTY, columns }) => [isTTY, columns]));
}

/**
 * The memory as it is now, where everything that was looked at is as it was; `undefined` where something may be otherwise.
 * Contents are hashed again, but for files whose mark says that nobody has touched them.
 */
export function stillTrue(
  memory: SettledMemory,
  { program, world, now }: { readonly program: string; readonly world: SeenWorld; readonly now: number },
): SettledMemory | undefined {
  if (memory.program !== program || memory.screens !== screensOf(world)) return undefined;
  if (!areSetAsBefore(memory.variables, world.env)) return undefined;
  if (!leadAsBefore(memory.links) || !areInSameRepositories(memory.repositories)) return undefined;
  const [folder, names] = memory.ledger;
  if (filesIn(folder).join("/") !== names.join("/")) return undefined;
  const contents: KnownContent[] = [];
  for (const known of memory.contents) {
    const found = contentNow(known, now);
    if (found === undefined) return undefined;
    contents.push(found);
  }
  if (!areAsBefore(memory.clips) || !memory.written.every(isWritable)) return undefined;
  return contents.every((content, index) => content === memory.contents[index]) ? memory : { ...memory, contents };
}

/** What cannot be written ends a run, also one that has nothing to do. */
function isWritable(path: string): boolean {
  accessSync(path, constants.W_OK);
  return true;
}

/** A file with the same content as before; `undefined` where it has another one. */
function contentNow(known: KnownContent, now: number): KnownContent | undefined {
  const { path, sha256 } = known;
  const mark = markAt(path);
  if (mark === undefined) return undefined;
  if (isSameMark(mark, known.mark) && isQuietAt(known.mark, known.at)) return known;
  if (hashAt(path) !== sha256 || !isSameMark(mark, markAt(path))) return undefined;
  return isQuietAt(mark, now) ? { path, sha256, mark, at: now } : known;
}
