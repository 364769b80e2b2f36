import { defineCommand, type Command } from "../arguments/command.ts";
import { candidatesFor } from "../completion/candidates.ts";
import { projectWords } from "../completion/project-words.ts";
import { completionScripts, shells, type Shell } from "../completion/scripts.ts";
import { toOneLine } from "../output/plain-text.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";

/** Commands by their name, each loaded when it is asked for. */
type Commands = ReadonlyMap<string, { readonly summary: string; readonly load: () => Promise<Command> }>;

/** Prints what makes a shell complete, and answers that shell. */
export function createCompletion(commands: Commands): Command {
  return defineCommand({
    name: "completion",
    summary: "Print a completion script for bash, zsh or fish",
    positionals: [{ name: "SHELL" }, { name: "WORD", optional: true, repeated: true }],
    options: {},
    examples: ["source <(shotlist completion bash)", "shotlist completion fish | source"],
    async run([shell = "", ...words], _options, world) {
      if (!isShell(shell))
        throw usageError(`No completion for ${JSON.stringify(shell)}`, `Shells: ${shells.join(", ")}`);
      if (words.length === 0) {
        world.stdout.write(completionScripts[shell]);
        return ExitCode.ok;
      }
      const names = [...commands].map(([text, { summary }]) => ({ text, description: summary }));
      const load = async (name: string): Promise<Command | undefined> => commands.get(name)?.load();
      for (const { text, description } of await candidatesFor(words, { names, load }, projectWords(words, world)))
        world.stdout.write(`${toOneLine(text)}\t${toOneLine(description)}\n`);
      return ExitCode.ok;
    },
  });
}

function isShell(word: string): word is Shell {
  return shells.some((shell) => shell === word);
}
