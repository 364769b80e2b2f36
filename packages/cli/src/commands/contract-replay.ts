import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { openReplayServer } from "@shotlist/contract-kit";
import { defineCommand, type Command } from "../arguments/command.ts";
import { knownFormat } from "../arguments/known-format.ts";
import { wholeNumber } from "../arguments/numbers.ts";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { readRecordingFile } from "../files/read-recording-file.ts";
import { writeJson } from "../output/json.ts";
import { describeSystemError, isSystemError } from "../files/system-error.ts";
import { untilAborted } from "./until-aborted.ts";
import { say, translate } from "../text/say.ts";
import { count } from "../output/units.ts";

const defaultPort = 4012;

/** Replays a recorded endpoint, until it is interrupted. */
export const contractReplay: Command = defineCommand({
  name: "contract replay",
  summary: "Replay a recorded endpoint on a local port",
  positionals: [{ name: "FILE" }],
  options: {
    format: { value: "F", description: "Format of a HAR file or another trace; a recording names its own" },
    port: { value: "N", description: `Port to listen on, 0 for any free port (default: ${defaultPort})` },
    clip: { value: "FILE", description: "File to serve for every clip link (default: an MP4 file without a picture)" },
    json: { description: "Print the address as one JSON document" },
  },
  examples: ["shotlist contract replay session.jsonl"],
  async run([file = ""], { format: word, port, clip, json }, { stdout, stderr, cwd, interruptible }) {
    const format = word === undefined ? undefined : await knownFormat(word);
    const recording = await readRecordingFile(file, { cwd, format });
    using interruption = interruptible();
    await using server = await openReplayServer(recording, {
      port: port === undefined ? defaultPort : wholeNumber("port", port, { min: 0, max: 65_535 }),
      ...(clip === undefined ? {} : { clip: await readClip(clip, cwd) }),
    });
    const { url } = server;
    const calls = recording.entries.length;
    if (json) writeJson(stdout, { url, format: recording.format, calls });
    else
      stdout.write(
        say`Replaying ${file} (${recording.format}, ${translate(count(calls, "call"))}):\n  ${url}\n` +
          say`Press Ctrl-C to stop.\n`,
      );
    await untilAborted(interruption.signal);
    const { calls: answered, left } = server.session;
    stderr.write(
      say`${translate(count(answered.length, "call"))} answered; ${left.length} recorded calls were not used\n`,
    );
    return ExitCode.ok;
  },
});

async function readClip(path: string, cwd: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(cwd, path));
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    const { words } = describeSystemError(cause);
    throw new CommandError(`Cannot read ${path}: ${words}`, {
      code: "unreadable_file",
      exitCode: ExitCode.wrong,
      cause,
    });
  }
}
