import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { formatIds } from "@shotlist/schema";
import { defineCommand, type Command } from "../arguments/command.ts";
import { knownFormat } from "../arguments/known-format.ts";
import { shellQuote } from "../arguments/shell-quote.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { makeFolder } from "../files/make-folder.ts";
import { whileWriting } from "../files/write-output.ts";
import { isSystemError } from "../files/system-error.ts";
import { type EditorSchema, placeEditorSchema } from "../starter/editor-schema.ts";
import { starterStoryboard } from "../starter/starter-storyboard.ts";

const fileName = "storyboard.yaml";

/** Writes a storyboard that renders against the mock at once. Asks nothing. */
export const init: Command = defineCommand({
  name: "init",
  summary: "Create a storyboard that you can render with the mock right away",
  positionals: [{ name: "DIR", optional: true }],
  options: {
    provider: { value: "NAME", description: `Provider to render with (default: ${formatIds[0]})` },
  },
  examples: ["shotlist init", "shotlist init storyboards/launch"],
  async run([directory = "."], options, { stdout, cwd }) {
    const format = await knownFormat(options.provider ?? formatIds[0] ?? "");
    const folder = resolve(cwd, directory);
    const path = join(folder, fileName);
    const shown = relative(cwd, path);
    const { isCopy } = await writeNew({ folder, path, shown }, (schema) =>
      starterStoryboard({ name: nameAfter(folder), format, schema }),
    );
    stdout.write(`Created ${shown}. Render it with the mock (no key, no cost):\n`);
    stdout.write(`  ${shellQuote(["shotlist", "render", shown, "--mock"])}\n`);
    if (isCopy) stdout.write("Editors use storyboard.schema.json next to it for completion and checks.\n");
    return ExitCode.ok;
  },
});

interface NewFile {
  readonly folder: string;
  readonly path: string;
  readonly shown: string;
}

async function writeNew({ folder, path, shown }: NewFile, textWith: (schema: string) => string): Promise<EditorSchema> {
  return whileWriting(shown, async () => {
    makeFolder(folder);
    if (existsSync(path)) throw alreadyThere(shown);
    const schema = placeEditorSchema(folder);
    try {
      await writeFile(path, textWith(schema.path), { flag: "wx" });
      return schema;
    } catch (error) {
      if (isSystemError(error) && error.code === "EEXIST") {
        throw alreadyThere(shown);
      }
      // Half a storyboard would be in the way of the next try.
      await rm(path, { force: true }).catch(() => undefined);
      throw error;
    }
  });
}

function alreadyThere(shown: string): Error {
  return usageError(`${shown} already exists`, "Choose another folder: shotlist init DIR");
}

/** The folder's name in the letters that a storyboard's name may have. */
function nameAfter(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return /^[a-z]/.test(name) ? name : "storyboard";
}
