import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isSystemError } from "./system-error.ts";

/** Finds files whose names differ from a written path in case or Unicode form alone. */
export interface ActualPaths {
  /** The path as the disk has it; `undefined` where it is as written, or where no file or several are meant. */
  readonly of: (path: string) => string | undefined;
}

/** Names below a folder. Each folder is listed once. */
export function createActualPaths(folder: string): ActualPaths {
  const listings = new Map<string, ReadonlySet<string>>();
  const namesIn = (path: string): ReadonlySet<string> => {
    const known = listings.get(path) ?? new Set(list(join(folder, path)));
    listings.set(path, known);
    return known;
  };
  return {
    of: (path) => {
      let actual = "";
      for (const step of path.split("/")) {
        const names = namesIn(actual);
        const alike =
          step === ".." || names.has(step) ? [step] : [...names].filter((name) => fold(name) === fold(step));
        const [only, another] = alike;
        if (only === undefined || another !== undefined) return undefined;
        actual = actual === "" ? only : `${actual}/${only}`;
      }
      return actual === path ? undefined : actual;
    },
  };
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return [];
  }
}

function fold(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}
