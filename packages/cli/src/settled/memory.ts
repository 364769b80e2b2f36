import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isSystemError } from "../files/system-error.ts";
import type { ClipFiles } from "./clip-files.ts";
import type { FileMark } from "./file-mark.ts";
import type { Links, Repositories } from "./places.ts";
import type { Variables } from "./variables.ts";

/** A file with its content's hash, and the mark that it had when it was hashed. */
export interface KnownContent {
  readonly path: string;
  readonly sha256: string;
  readonly mark: FileMark;
  /** When it was hashed: a file that was changed shortly before is hashed again. */
  readonly at: number;
}

type Printed = readonly (readonly [stream: "stdout" | "stderr", text: string])[];

/** That a render had nothing to do, with everything that it looked at, and what it printed. */
export interface SettledMemory {
  readonly program: string;
  readonly screens: string;
  readonly variables: Variables;
  readonly links: Links;
  readonly repositories: Repositories;
  readonly contents: readonly KnownContent[];
  /** The folder of the ledger, with the names of all files in it. */
  readonly ledger: readonly [folder: string, names: readonly string[]];
  readonly clips: ClipFiles;
  /** Folders and files that a run writes, whatever it has to do. */
  readonly written: readonly string[];
  readonly printed: Printed;
}

/** Where it is remembered how one command line ended that was typed in one folder. */
export function memoryPath(stateFolder: string, commandLine: readonly string[], cwd: string): string {
  return join(stateFolder, "settled", `${hashOf(JSON.stringify([cwd, commandLine])).slice(0, 32)}.json`);
}

/** What is remembered; `undefined` where nothing is, or not all of it is there any more. */
export function readMemory(path: string): SettledMemory | undefined {
  try {
    const text = readFileSync(path, "utf8");
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    return hashOf(body) === text.slice(0, end) ? JSON.parse(body) : undefined;
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/** A memory that cannot be kept costs time and nothing else. */
export function writeMemory(path: string, memory: SettledMemory): void {
  const body = JSON.stringify(memory);
  const beside = `${path}.${process.pid}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(beside, `${hashOf(body)}\n${body}`, { mode: 0o600 });
    renameSync(beside, path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    rmSync(beside, { force: true });
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
