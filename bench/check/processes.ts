import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface ProcessOptions {
  readonly cwd: string;
  /** Exit codes that do not mean a failure. Default: 0. */
  readonly mayEndWith?: readonly number[];
}

const noticeMemory = join(import.meta.dirname, "notice-memory.cjs");

/** Processor seconds, user and system, of one program from its start to its end, as the shell's `time` has them. */
export function cpuSecondsOf(argv: readonly string[], { cwd, mayEndWith = [0] }: ProcessOptions): number {
  const script = 'TIMEFORMAT="%U %S"; exec 3>&2; time "$@" >/dev/null 2>"$ERRORS"';
  const folder = mkdtempSync(join(tmpdir(), "shotlist-time-"));
  try {
    const errors = join(folder, "errors");
    const { status, stderr } = spawnSync("bash", ["-c", script, "time", ...argv], {
      cwd,
      encoding: "utf8",
      env: { ...process.env, ERRORS: errors },
    });
    if (status === null || !mayEndWith.includes(status))
      throw new Error(`${argv.join(" ")} ended with ${status}: ${readFileSync(errors, "utf8").slice(-2000)}`);
    return stderr
      .trim()
      .split(" ")
      .reduce((sum, word) => sum + Number(word), 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The highest resident memory, in MiB, of one Node program. The kernel's count of this process's own memory is read: what `getrusage`
 * says includes that of whoever started it.
 */
export function peakMiBOf(words: readonly string[], { cwd, mayEndWith = [0] }: ProcessOptions): number {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-memory-"));
  try {
    const file = join(folder, "peak");
    const { status, stderr } = spawnSync(process.execPath, ["--require", noticeMemory, ...words], {
      cwd,
      encoding: "utf8",
      env: { ...process.env, PEAK_FILE: file },
    });
    if (status === null || !mayEndWith.includes(status)) throw new Error(`${words.join(" ")}: ${stderr.slice(-2000)}`);
    return Number(readFileSync(file, "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
