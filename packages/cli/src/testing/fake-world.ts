import { run } from "../run.ts";
import type { Environment, World } from "../world/world.ts";
import { checkJson } from "./check-json.ts";

/** What a command line printed and returned. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface FakeWorldOptions {
  readonly cwd: string;
  readonly env?: Environment;
  readonly isTTY?: boolean;
  /** What a person types when asked, line by line; without it nobody can be asked. */
  readonly answers?: readonly string[];
  /** Fires to interrupt the command as SIGTERM does. */
  readonly interrupt?: AbortSignal;
  /** What the clock says to what speaks of ages: a day on which no fact is old, by default. */
  readonly nowMs?: number;
  /** Takes the place of waiting. */
  readonly pause?: World["pause"];
  /** Sees what is printed as it is printed. */
  readonly onPrinted?: (text: string) => void;
  /** The folder with the files of the program; without it, nothing is remembered. */
  readonly bundle?: string;
}

const beforeAnyFact = Date.UTC(2025, 0, 1);

/** Runs a command line in-process, with captured streams and only the given environment. */
export async function runIn(
  {
    cwd,
    env = {},
    isTTY = false,
    answers,
    interrupt,
    onPrinted,
    nowMs = beforeAnyFact,
    bundle,
    pause,
  }: FakeWorldOptions,
  ...argv: readonly string[]
): Promise<Outcome> {
  const written = { stdout: "", stderr: "" };
  const capture = (name: keyof typeof written): World["stdout"] => ({
    write: (text) => {
      written[name] += text;
      if (name === "stdout") onPrinted?.(text);
    },
    isTTY,
    columns: 100,
  });
  const left = [...(answers ?? [])];
  const exitCode = await run(argv, {
    stdout: capture("stdout"),
    stderr: capture("stderr"),
    env,
    cwd,
    now: () => nowMs,
    bundle,
    pause,
    interruptible: () => ({
      signal: interrupt ?? new AbortController().signal,
      by: () => (interrupt?.aborted === true ? "SIGTERM" : undefined),
      [Symbol.dispose]: () => undefined,
    }),
    ...(answers === undefined ? {} : { readAnswer: () => Promise.resolve(left.shift() ?? "") }),
  });
  checkJson(argv, written.stdout);
  return { exitCode, ...written };
}
