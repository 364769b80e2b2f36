import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import type { Holder } from "../failures/ledger-errors.ts";
import type { Processes } from "../ports/processes.ts";

/** A holder on a machine we cannot look into counts as gone when it has not been heard of for this long. */
const silenceMs = 15 * 60_000;

/** The processes of this machine, as the system reports them. */
export function createSystemProcesses(): Processes {
  return { self: createProcessHolder, isGone: isProcessGone, goneAt: goneAtOf };
}

/** This process as a holder of a ledger. */
export function createProcessHolder(runId: string): Holder {
  return { host: thisHost(), pid: process.pid, startedAt: startOf(process.pid) ?? "", runId };
}

/**
 * Whether a holder's process has ended. Here it is looked up, so that a stopped process (SIGSTOP) keeps its lock however
 * long it sleeps; on another machine, or in another container, only its silence is a sign.
 */
export function isProcessGone(holder: Holder, beatAt: number, now: number): boolean {
  if (holder.host !== thisHost()) return now - beatAt > silenceMs;
  if (!isAlive(holder.pid) || hasEnded(holder.pid)) return true;
  const startedAt = startOf(holder.pid);
  return startedAt !== undefined && holder.startedAt !== "" && startedAt !== holder.startedAt;
}

/** Only a holder that cannot be looked up is given up for its silence. */
function goneAtOf(holder: Holder, beatAt: number): number | undefined {
  return holder.host === thisHost() ? undefined : beatAt + silenceMs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not permitted to signal it: then it is there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** A process id means something only within one boot of one machine, and within one container. */
function thisHost(): string {
  const parts = [hostname(), attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim().slice(0, 8))];
  parts.push(attempt(() => readlinkSync("/proc/self/ns/pid").replaceAll(/\D/gu, "")));
  return parts.filter((part) => part !== undefined).join("/");
}

/** An ended process that its parent has not asked about yet still takes signals: containers often leave such behind. */
function hasEnded(pid: number): boolean {
  const state = statOf(pid)?.[0];
  return state === "Z" || state === "X";
}

/** Start time of a process in clock ticks since boot, where the system reports it; ids are used again, start times are not. */
function startOf(pid: number): string | undefined {
  return statOf(pid)?.[19];
}

/** What the system says of a process, from its state (the third field) on. */
function statOf(pid: number): readonly string[] | undefined {
  return attempt(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the command in parentheses, which may itself hold spaces.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  });
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
