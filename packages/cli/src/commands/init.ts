import { rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { formatIds } from "@shotlist/schema";
import { defineCommand, type Command } from "../arguments/command.ts";
import { knownFormat } from "../arguments/known-format.ts";
import { shellQuote } from "../arguments/shell-quote.ts";
import { usageError } from "../errors.ts";
import { ExitCode } from "../exit-code.ts";
import { makeFolder } from "../files/make-folder.ts";
import { whileWriting } from "../files/write-output.ts";
import { isSystemError } from "../output/system-error.ts";
import { starterStoryboard } from "../starter/starter-storyboard.ts";

const fileName = "storyboard.yaml";

/** Writes a storyboard that renders against the mock at once. Asks nothing. */
export const init: Command = defineCommand({
  name: "init",
  summary: "Write a storyboard that renders against the mock at once",
  positionals: [{ name: "DIR", optional: true }],
  options: {
    provider: { value: "NAME", description: `Whom to render with (default: ${formatIds[0]})` },
  },
  examples: ["shotlist init", "shotlist init storyboards/launch"],
  async run([directory = "."], options, { stdout, cwd }) {
    const format = await knownFormat(options.provider ?? formatIds[0] ?? "");
    const folder = resolve(cwd, directory);
    const path = join(folder, fileName);
    const shown = relative(cwd, path);
    await writeNew(path, starterStoryboard({ name: nameAfter(folder), format }), shown);
    stdout.write(`Wrote ${shown}. Render it against the mock, without a key and without money:\n`);
    stdout.write(`  ${shellQuote(["shotlist", "render", shown, "--mock"])}\n`);
    return ExitCode.ok;
  },
});

async function writeNew(path: string, text: string, shown: string): Promise<void> {
  await whileWriting(shown, async () => {
    makeFolder(dirname(path));
    try {
      await writeFile(path, text, { flag: "wx" });
    } catch (error) {
      if (isSystemError(error) && error.code === "EEXIST") {
        throw usageError(`${shown} is there already`, "Name another folder: shotlist init DIR");
      }
      // Half a storyboard would be in the way of the next try.
      await rm(path, { force: true }).catch(() => undefined);
      throw error;
    }
  });
}

/** The folder's name in the letters that a storyboard's name may have. */
function nameAfter(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return /^[a-z]/.test(name) ? name : "storyboard";
}
