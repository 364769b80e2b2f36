import { openApiOf } from "@shotlist/schema/openapi";
import { defineCommand, type Command } from "../arguments/command.ts";
import { knownEdition, knownFormat } from "../arguments/known-format.ts";
import { ExitCode } from "../world/exit-code.ts";
import { writeOutput } from "../files/write-output.ts";
import { writeJson } from "../output/json.ts";

/** Writes the OpenAPI document of a format in one of its editions. */
export const contractOpenapi: Command = defineCommand({
  name: "contract openapi",
  summary: "Print the OpenAPI 3.1 document of a format",
  positionals: [{ name: "FORMAT" }],
  options: {
    edition: { value: "ID", description: "Edition of the format (default: the newest)" },
    out: { value: "FILE", description: "Write to this file" },
  },
  examples: ["shotlist contract openapi FORMAT", "shotlist contract openapi FORMAT --edition 2026-05 --out old.json"],
  async run([word = ""], { edition, out }, { stdout, cwd }) {
    const document = openApiOf(knownEdition(await knownFormat(word), edition));
    if (out === undefined) writeJson(stdout, document);
    else {
      await writeOutput(out, `${JSON.stringify(document, undefined, 2)}\n`, cwd);
      stdout.write(`${out}\n`);
    }
    return ExitCode.ok;
  },
});
