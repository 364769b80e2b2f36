import { readRecording, TraceUnreadableError, type Recording } from "@shotlist/contract-kit";
import { type FormatId, present } from "@shotlist/schema";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { readInput } from "./read-input.ts";

/** A recording, or any other trace of a format that is given. What is neither is the caller's mistake. */
export async function readRecordingFile(
  file: string,
  { cwd, format }: { readonly cwd: string; readonly format: FormatId | undefined },
): Promise<Recording> {
  const text = await readInput(file, cwd);
  try {
    return readRecording(text, present({ format }));
  } catch (cause) {
    if (!(cause instanceof TraceUnreadableError)) throw cause;
    throw new CommandError(`${file} is not a recording: ${cause.message}`, {
      code: "trace_unreadable",
      exitCode: ExitCode.wrong,
      hint: "Create one with shotlist contract record, or read a HAR file or another trace with --format F",
      cause,
    });
  }
}
