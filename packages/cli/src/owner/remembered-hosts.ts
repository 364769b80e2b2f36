import { readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import { makeFolder } from "../files/make-folder.ts";
import { isSystemError } from "../files/system-error.ts";
import type { Environment } from "../world/world.ts";

/** What a person agreed to at a terminal, kept outside every repository. */
export interface RememberedHosts {
  /** The file, where there is one to write to. */
  readonly file: string | undefined;
  /** Hosts that a key may go to from all of the roots. */
  readonly hostsOf: (key: string) => readonly string[];
  readonly remember: (key: string, host: string) => void;
}

interface Agreement {
  readonly root: string;
  readonly key: string;
  readonly host: string;
}

/** The agreements that hold for the repositories at `roots`. On a machine of a CI service nothing is remembered. */
export function openRememberedHosts(roots: readonly string[], env: Environment): RememberedHosts {
  const file = fileFor(roots, env);
  const known = file === undefined ? [] : readAgreements(file);
  const has = (root: string, key: string, host: string): boolean =>
    known.some((one) => one.root === root && one.key === key && one.host === host);
  return {
    file,
    hostsOf: (key) => {
      const hosts = new Set(known.filter((one) => one.key === key).map(({ host }) => host));
      if (roots.length === 0) return [];
      return [...hosts].filter((host) => roots.every((root) => has(root, key, host)));
    },
    remember: (key, host) => {
      for (const root of roots) if (!has(root, key, host)) known.push({ root, key, host });
      if (file !== undefined) writeAgreements(file, known);
    },
  };
}

/** Below a repository it would be the repository's own word. */
function fileFor(roots: readonly string[], env: Environment): string | undefined {
  if ((env["CI"] ?? "") !== "") return undefined;
  const home = env["HOME"] ?? env["USERPROFILE"];
  const folder = env["XDG_CONFIG_HOME"] ?? env["APPDATA"] ?? (home === undefined ? undefined : join(home, ".config"));
  if (folder === undefined || !isAbsolute(folder)) return undefined;
  const file = join(folder, "shotlist", "key-hosts.json");
  return roots.some((root) => isBelow(file, root)) ? undefined : file;
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(realOf(folder), join(realOf(dirname(dirname(path))), "shotlist"));
  return way === "" || (!way.startsWith("..") && !isAbsolute(way));
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function readAgreements(file: string): Agreement[] {
  try {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    const listed: unknown = typeof read === "object" && read !== null && "allowed" in read ? read.allowed : undefined;
    return Array.isArray(listed) ? listed.filter(isAgreement) : [];
  } catch {
    return []; // not there, or not readable: the person is asked again
  }
}

function isAgreement(value: unknown): value is Agreement {
  if (typeof value !== "object" || value === null) return false;
  return ["root", "key", "host"].every((name) => typeof Reflect.get(value, name) === "string");
}

/** An agreement that cannot be kept is asked for again. */
function writeAgreements(file: string, allowed: readonly Agreement[]): void {
  const beside = `${file}.${process.pid}.part`;
  try {
    makeFolder(dirname(file));
    writeFileSync(beside, `${JSON.stringify({ version: 1, allowed }, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(beside, file);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
