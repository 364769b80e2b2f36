import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { builtInProviders, type BuiltInProvider } from "@shotlist/schema";
import { defineCommand, type Command } from "../arguments/command.ts";
import { didYouMean } from "../arguments/did-you-mean.ts";
import { shellQuote } from "../arguments/shell-quote.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { makeFolder } from "../files/make-folder.ts";
import { whileWriting } from "../files/write-output.ts";
import { isSystemError } from "../files/system-error.ts";
import { ignoreWork } from "../starter/ignore-work.ts";
import { type EditorSchema, placeEditorSchema } from "../starter/editor-schema.ts";
import { starterStoryboard } from "../starter/starter-storyboard.ts";
import { say } from "../text/say.ts";

const fileName = "storyboard.yaml";

/** Writes a storyboard that renders against the mock at once. Asks nothing. */
export const init: Command = defineCommand({
  name: "init",
  summary: "Create a storyboard that you can render with the mock right away",
  positionals: [{ name: "DIR", optional: true }],
  options: {
    provider: { value: "NAME", description: `Provider to render with (default: ${builtInProviders[0]?.name})` },
  },
  examples: ["shotlist init", "shotlist init storyboards/launch"],
  async run([directory = "."], options, { stdout, cwd }) {
    const provider = await knownProvider(options.provider ?? builtInProviders[0]?.name ?? "");
    const folder = resolve(cwd, directory);
    const path = join(folder, fileName);
    const shown = relative(cwd, path);
    const { isCopy } = await writeNew({ folder, path, shown }, (schema) =>
      starterStoryboard({ name: nameAfter(folder), provider, schema }),
    );
    const ignoring = await ignoreWork(folder);
    stdout.write(say`Created ${shown}. Render it with the mock (no key, no cost):\n`);
    stdout.write(`  ${shellQuote(["shotlist", "render", shown, "--mock"])}\n`);
    stdout.write(say`Then join its clips into films, or review them in a browser:\n`);
    stdout.write(`  ${shellQuote(["shotlist", "cut", shown, "--mock"])}\n`);
    stdout.write(`  ${shellQuote(["shotlist", "review", shown])}\n`);
    if (ignoring !== undefined)
      stdout.write(
        say`${relative(cwd, ignoring)} leaves out what these commands make; commit the storyboard and its lock file.\n`,
      );
    if (isCopy) stdout.write(say`Editors use storyboard.schema.json next to it for completion and checks.\n`);
    return ExitCode.ok;
  },
});

/** The built-in provider of a name; a name that none has is refused with the one that is near. */
async function knownProvider(name: string): Promise<BuiltInProvider> {
  const found = builtInProviders.find((provider) => provider.name === name);
  if (found !== undefined) return found;
  const names = builtInProviders.map((provider) => provider.name);
  const meant = await didYouMean(name, names);
  const hint = meant === undefined ? `Built-in providers: ${names.join(", ")}` : `Did you mean ${meant}?`;
  throw usageError(`Unknown built-in provider ${JSON.stringify(name)}`, hint);
}

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
