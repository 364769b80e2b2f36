import { resolve, relative, isAbsolute } from "node:path";
import type { Interruption, RunCommand, World } from "../world/world.ts";

/** What a command printed and how it ended. */
export interface Called {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs command lines as a person at a shell without a terminal would: nobody is asked, and what is printed is kept. */
export interface Commands {
  readonly call: (words: readonly string[], signal?: AbortSignal) => Promise<Called>;
}

/** Commands of one process, one after the other: two would wait for the same ledger. */
export function createCommands(run: RunCommand, world: World): Commands {
  let last: Promise<unknown> = Promise.resolve();
  const callNow = async (words: readonly string[], signal: AbortSignal | undefined): Promise<Called> => {
    const printed = { stdout: "", stderr: "" };
    const keep = (name: keyof typeof printed): World["stdout"] => ({
      write: (text) => {
        printed[name] += text;
      },
      isTTY: false,
      columns: 120,
    });
    const { readAnswer: _, ...others } = world;
    const exitCode = await run(words, {
      ...others,
      stdout: keep("stdout"),
      stderr: keep("stderr"),
      interruptible: () => interruptionBy(signal),
    });
    return { exitCode, ...printed };
  };
  return {
    call: (words, signal) => {
      const next = last.then(() => callNow(words, signal));
      last = next.catch(() => undefined);
      return next;
    },
  };
}

/** A request that the assistant takes back stops its command as a signal does: what was submitted stays in the ledger. */
function interruptionBy(signal: AbortSignal = new AbortController().signal): Interruption {
  return { signal, by: () => (signal.aborted ? "SIGTERM" : undefined), [Symbol.dispose]: () => undefined };
}

/** Whether a path is one below a folder. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, resolve(folder, path));
  return way !== "" && !isAbsolute(way) && way.split(/[/\\]/u)[0] !== "..";
}
