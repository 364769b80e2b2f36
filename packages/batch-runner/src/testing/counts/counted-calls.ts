// Loaded before everything else (`--import`): every call on files and every statement of SQLite is counted by its name.
import fs from "node:fs";
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { DatabaseSync, StatementSync } from "node:sqlite";

/** How often each was called. */
export const counted: Map<string, number> = new Map<string, number>();

export function count(name: string): void {
  counted.set(name, (counted.get(name) ?? 0) + 1);
}

/** Descriptors are closed, and looked at, as often as they are opened. */
const counts = [
  "appendFileSync copyFile copyFileSync fdatasync fdatasyncSync fstatSync fsync fsyncSync futimesSync lstatSync mkdirSync",
  "open openSync read readSync readFile readFileSync readdirSync renameSync rmSync stat statSync unlinkSync write writeSync",
  "writeFileSync",
];

/** A proxy, so that `promisify` finds what Node has written down about a function. */
function countedIn(holder: object, names: readonly string[], titleOf: (name: string) => string): void {
  for (const name of names) {
    const original: unknown = Reflect.get(holder, name);
    if (typeof original !== "function") throw new Error(`there is no ${name}`);
    const proxy = new Proxy(original, {
      apply(target, self, values) {
        count(titleOf(name));
        return Reflect.apply(target, self, values);
      },
    });
    Reflect.set(holder, name, proxy);
  }
}

const syncs = new Set(["fdatasync", "fdatasyncSync", "fsync", "fsyncSync"]);
countedIn(fs, counts.join(" ").split(" "), (name) => (syncs.has(name) ? "syncs" : "file calls"));
countedIn(
  promises,
  ["copyFile", "mkdir", "open", "readFile", "readdir", "rename", "rm", "stat", "unlink", "writeFile"],
  () => "file calls",
);
countedIn(StatementSync.prototype, ["all", "get", "run"], () => "statements");
countedIn(DatabaseSync.prototype, ["exec"], () => "statements");
syncBuiltinESMExports();
