import { createHash } from "node:crypto";
import { lstatSync } from "node:fs";
import { basename, dirname, sep } from "node:path";
import { isQuietAt, markOf } from "./file-mark.ts";

/** Clips in the store and their copies: their names by folder, and one hash of what the file system says of all. */
export interface ClipFiles {
  /** Names are joined by `/`, which no name has in it. */
  readonly folders: readonly (readonly [folder: string, names: string])[];
  readonly mark: string;
}

/** What is seen of clips; `undefined` where one is missing, is not a file, or was changed too short a time before `quietAt`. */
export function clipFilesOf(paths: Iterable<string>, quietAt: number): ClipFiles | undefined {
  const names = Map.groupBy(new Set(paths), dirname);
  const folders = [...names].map(([folder, files]) => [folder, files.map((file) => basename(file)).join("/")] as const);
  const mark = marksIn(folders, quietAt);
  return mark === undefined ? undefined : { folders, mark };
}

/** Whether each clip is there as it was. Every one of them is looked at. */
export function areAsBefore({ folders, mark }: ClipFiles): boolean {
  return marksIn(folders) === mark;
}

function marksIn(folders: ClipFiles["folders"], quietAt = Infinity): string | undefined {
  const hash = createHash("sha256");
  for (const [folder, joined] of folders) {
    const names = joined.split("/");
    const marks: number[] = [];
    for (const name of names) {
      const stats = lstatSync(folder + sep + name, { throwIfNoEntry: false });
      if (stats?.isFile() !== true) return undefined;
      const mark = markOf(stats);
      if (!isQuietAt(mark, quietAt)) return undefined;
      marks.push(...mark);
    }
    hash.update(new Float64Array(marks));
  }
  return hash.digest("hex");
}
