import { readFileSync } from "node:fs";

const ticksPerSecond = 100; // what Linux reports in, whatever its own clock

/** Seconds of processor, user and system, of all children of this process that have ended, and theirs. Linux. */
export function childrenSeconds(): number {
  const stat = readFileSync("/proc/self/stat", "utf8");
  // After the name in brackets, which may contain anything: the state is field 3, cutime and cstime are 16 and 17.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}

/** Seconds of processor, user and system, of this process and all of its threads. */
export function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}
