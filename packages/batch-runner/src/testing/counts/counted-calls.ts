// Loaded before everything else (`--import`): every call on files and every statement of SQLite is counted by its name.
import fs from "node:fs";
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { DatabaseSync, StatementSync } from "node:sqlite";

/** How often each was called. */
export const counted: Map<string, number> = new Map<string, number>();
/** Commits, and what was done to files that were opened or renamed here, in its order; a sync when it has ended. */
export const order: string[] = [];

export function count(name: string): void {
  counted.set(name, (counted.get(name) ?? 0) + 1);
}

const names = new Map<number, string>();

function nameOf(file: unknown): string {
  return typeof file === "number" ? (names.get(file) ?? "?") : String(file);
}

type Call = (...values: readonly unknown[]) => unknown;

/** Notes a sync once it has ended. */
function synced(call: Call, [file, ...values]: readonly unknown[]): unknown {
  const told = values.map((value) => {
    if (typeof value !== "function") return value;
    return (...answer: readonly unknown[]): unknown => {
      order.push(`synced ${nameOf(file)}`);
      return Reflect.apply(value, undefined, answer);
    };
  });
  return call(file, ...told);
}

/** What is noted of a call besides its number. */
const noted: Readonly<Record<string, (call: Call, values: readonly unknown[]) => unknown>> = {
  openSync(call, values) {
    const file = call(...values);
    if (typeof file === "number") names.set(file, String(values[0]));
    return file;
  },
  writeSync(call, values) {
    order.push(`write ${nameOf(values[0])}`);
    return call(...values);
  },
  writevSync(call, values) {
    order.push(`write ${nameOf(values[0])}`);
    return call(...values);
  },
  renameSync(call, values) {
    order.push(`rename ${String(values[0])} to ${String(values[1])}`);
    return call(...values);
  },
  exec(call, values) {
    if (values[0] === "COMMIT") order.push("commit");
    return call(...values);
  },
  fsync: synced,
  fdatasync: synced,
};

/** A proxy, so that `promisify` finds what Node has written down about a function. */
function countIn(holder: object, calls: readonly string[], title: string): void {
  for (const name of calls) {
    const original: unknown = Reflect.get(holder, name);
    if (typeof original !== "function") throw new Error(`there is no ${name}`);
    const proxy = new Proxy(original, {
      apply(target, self, values: readonly unknown[]) {
        count(title);
        if (isInThread(holder, name)) count("calls in threads");
        const call: Call = (...given) => Reflect.apply(target, self, given);
        return (noted[name] ?? ((as, given) => as(...given)))(call, values);
      },
    });
    Reflect.set(holder, name, proxy);
  }
}

/** What does not happen at once is handed to a thread, and its end handed back. */
function isInThread(holder: object, name: string): boolean {
  return holder === promises || (holder === fs && !name.endsWith("Sync"));
}

// A file that is opened is closed as often: that is not counted once more.
const ofFiles =
  "appendFileSync copyFile fstatSync futimesSync lstatSync mkdirSync open openSync read readSync readFileSync readdirSync renameSync rmSync statSync unlinkSync write writeSync writevSync writeFileSync";
const ofPromises = "copyFile mkdir open readFile readdir rename rm stat unlink writeFile";
countIn(fs, ofFiles.split(" "), "file calls");
countIn(fs, ["fdatasync", "fdatasyncSync", "fsync", "fsyncSync"], "syncs");
countIn(promises, ofPromises.split(" "), "file calls");
countIn(StatementSync.prototype, ["all", "get", "run"], "statements");
countIn(DatabaseSync.prototype, ["exec"], "statements");
syncBuiltinESMExports();
