import { spawn } from "node:child_process";
import { present } from "@shotlist/schema";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";

/** How long a program may be silent before it counts as hung, in milliseconds. */
const silenceMs = 300_000;
/** Programs that fail say why in their last words. */
const keptCharacters = 4_000;

/** What a program printed while it ran; `warnings` holds its standard error. */
export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Called with each piece of the standard output. */
  readonly onOutput?: (text: string) => void;
  /** Called with each piece of the standard error. */
  readonly onWarning?: (text: string) => void;
}

/**
 * Runs a program of this machine, without a shell, and returns what it printed. Throws a `CommandError` with the program's own
 * last words where it fails, is missing or falls silent.
 */
export async function runProgram(program: string, words: readonly string[], options: RunOptions = {}): Promise<string> {
  const { signal, onOutput, onWarning } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      stdio: ["ignore", "pipe", "pipe"],
      ...present({ signal }),
    });
    let output = "";
    let lastWords = "";
    let hung = false;
    const watchdog = setTimeout(() => {
      hung = true;
      child.kill("SIGKILL");
    }, silenceMs);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      watchdog.refresh();
      output += text;
      onOutput?.(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      watchdog.refresh();
      lastWords = (lastWords + text).slice(-keptCharacters);
      onWarning?.(text);
    });
    child.on("error", (cause) => {
      clearTimeout(watchdog);
      reject(signal?.aborted === true ? signal.reason : startFailure(program, cause));
    });
    child.on("close", (code) => {
      clearTimeout(watchdog);
      if (code === 0 && !hung) resolve(output);
      else reject(runFailure(program, hung ? `printed nothing for ${silenceMs / 60_000} minutes` : lastWords));
    });
  });
}

const packages: Readonly<Record<string, string>> = { ffmpeg: "ffmpeg", ffprobe: "ffmpeg", "fc-list": "fontconfig" };

function startFailure(program: string, cause: NodeJS.ErrnoException): CommandError {
  const name = packages[program] ?? program;
  const isMissing = cause.code === "ENOENT";
  return new CommandError(
    isMissing ? `${program} is not installed` : `${program} cannot be started: ${cause.message}`,
    {
      code: "ffmpeg_missing",
      exitCode: ExitCode.failed,
      hint: `Install ${name} (Debian: apt-get install ${name}, macOS: brew install ${name}) and run it again`,
      cause,
    },
  );
}

function runFailure(program: string, lastWords: string): CommandError {
  const lines = lastWords.trim().split("\n").slice(-4).join("; ");
  return new CommandError(`${program} failed: ${lines === "" ? "no error message" : lines}`, {
    code: "cut_failed",
    exitCode: ExitCode.failed,
    hint: "The clips are unchanged",
  });
}
