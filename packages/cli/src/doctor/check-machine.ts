import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { ExitCode } from "../world/exit-code.ts";
import { describeSystemError, isSystemError } from "../files/system-error.ts";
import { formatBytes } from "../output/units.ts";
import type { Environment } from "../world/world.ts";
import type { Finding } from "./finding.ts";

const oldestMajor = 24;

/** Whether this Node is one that Shotlist is tested with. */
export function checkNode(version: string): Finding {
  const isNew = Number(version.split(".")[0]) >= oldestMajor;
  return {
    subject: "node",
    state: isNew ? "good" : "problem",
    message: `Node ${version}`,
    ...(isNew ? {} : { hint: `Install Node ${oldestMajor} or newer`, exitCode: ExitCode.wrong }),
  };
}

/** Below it, a few clips fill the disk. */
const lowBytes = 1_000_000_000;
/** Below it, not even the ledger can be kept. */
const emptyBytes = 50_000_000;

/** Whether a folder can be written to, or made, and how much room there is. Writes nothing. */
export function checkFolder(subject: string, folder: string): readonly Finding[] {
  const existing = nearestExisting(folder);
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(existing);
    const room = roomIn(subject, bavail * bsize);
    const made = existing === folder ? "" : " (created when needed)";
    return [{ subject, state: "good", message: `${folder} is writable${made}` }, room];
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const { words, hint } = describeSystemError(error);
    return [{ subject, state: "problem", message: `${existing} is not writable: ${words}`, hint }];
  }
}

function roomIn(subject: string, freeBytes: number): Finding {
  const message = `${formatBytes(freeBytes)} free`;
  const room = { subject: `space for ${subject}`, message };
  if (freeBytes >= lowBytes) return { ...room, state: "good" };
  return { ...room, state: freeBytes < emptyBytes ? "problem" : "note", hint: "Free some space before a large batch" };
}

/** The folder itself, or the nearest one above it that exists. */
function nearestExisting(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestExisting(dirname(folder));
}

/** Whether ffmpeg is there, which cuts frames where a vendor returns none. */
export function checkFfmpeg(env: Environment): Finding {
  const { error, stdout } = spawnSync("ffmpeg", ["-version"], { encoding: "utf8", env: { PATH: env["PATH"] } });
  const version = error === undefined ? /^ffmpeg version (\S+)/.exec(stdout)?.[1] : undefined;
  if (version !== undefined) return { subject: "ffmpeg", state: "good", message: `ffmpeg ${version}` };
  return {
    subject: "ffmpeg",
    state: "note",
    message: "ffmpeg not found",
    hint: "Only needed for shotlist cut, and where a shot continues one whose vendor returns no last frame",
  };
}
