import { closeSync, fsyncSync, openSync, truncateSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { readState, stateLine, StateUnreadableError } from "@shotlist/contract-kit";
import type { RunState, StateEvent } from "@shotlist/contract-kit";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { readInput } from "../files/read-input.ts";
import { whileWriting } from "../files/write-output.ts";

/** A run that is kept in a file as it goes. */
export interface KeptRun extends Disposable {
  /** What an earlier run left in the file. */
  readonly resume: RunState | undefined;
  readonly onState: (event: StateEvent) => void;
}

/** Opens the file of a run, to continue from what is in it. */
export async function openKeptRun(
  path: string,
  { format, target, cwd }: { readonly format: string; readonly target: string; readonly cwd: string },
): Promise<KeptRun> {
  const file = await openFile(path, cwd);
  const resume = await readEarlier(path, cwd);
  if (resume !== undefined && (resume.format !== format || resume.target !== target)) {
    closeSync(file);
    throw new CommandError(`${path} contains a run of ${resume.format} at ${resume.target}`, {
      code: "other_run",
      exitCode: ExitCode.wrong,
      hint: "Use another file, or the same format and endpoint",
    });
  }
  return {
    resume,
    onState: (event) => {
      writeSync(file, stateLine(event));
      // What may bill is kept before it leaves.
      if ("spent" in event) fsyncSync(file);
    },
    [Symbol.dispose]: () => closeSync(file),
  };
}

async function openFile(path: string, cwd: string): Promise<number> {
  let file = -1;
  // oxlint-disable-next-line typescript/require-await -- the errors of opening are said as those of writing
  await whileWriting(path, async () => {
    file = openSync(resolve(cwd, path), "a");
  });
  return file;
}

/** The run in the file; undefined for a new file. An incomplete line is cut away, so that the next one is whole. */
async function readEarlier(path: string, cwd: string): Promise<RunState | undefined> {
  const text = await readInput(path, cwd);
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole !== text) truncateSync(resolve(cwd, path), Buffer.byteLength(whole));
  if (whole === "") return undefined;
  try {
    return readState(whole);
  } catch (cause) {
    if (!(cause instanceof StateUnreadableError)) throw cause;
    throw new CommandError(`Cannot resume from ${path}: ${cause.message}`, {
      code: "state_unreadable",
      exitCode: ExitCode.wrong,
      hint: "Use another file",
      cause,
    });
  }
}
