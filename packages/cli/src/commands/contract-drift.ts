import { driftOf, toDriftTable } from "@shotlist/contract-kit";
import { defineCommand, type Command } from "../arguments/command.ts";
import { knownFormat } from "../arguments/known-format.ts";
import { ExitCode } from "../world/exit-code.ts";
import { readRecordingFile } from "../files/read-recording-file.ts";
import { writeJson } from "../output/json.ts";
import { translate } from "../text/say.ts";

/** Checks recorded sessions against what is known of their format now. */
export const contractDrift: Command = defineCommand({
  name: "contract drift",
  summary: "Show where recorded sessions differ from their format, rule by rule",
  positionals: [{ name: "FILE", repeated: true }],
  options: {
    format: { value: "F", description: "Format of a HAR file or another trace; a recording names its own" },
    strict: { description: "Treat advice and anything unknown to the format as drift" },
    json: { description: "Print one JSON document" },
  },
  examples: ["shotlist contract drift session.jsonl", "shotlist contract drift browser.har --format FORMAT --json"],
  async run(files, { format: word, strict, json }, { stdout, cwd }) {
    const format = word === undefined ? undefined : await knownFormat(word);
    const reports = await Promise.all(
      files.map(async (file) => ({ file, ...driftOf(await readRecordingFile(file, { cwd, format }), { strict }) })),
    );
    const ok = reports.every((report) => report.ok);
    if (json) writeJson(stdout, { ok, files: reports });
    else for (const report of reports) stdout.write(`${report.file}\n${toDriftTable(report, { translate })}`);
    return ok ? ExitCode.ok : ExitCode.failed;
  },
});
