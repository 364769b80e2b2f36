import type { Command } from "../../packages/cli/src/arguments/command.ts";
import { commandHelp } from "../../packages/cli/src/arguments/help.ts";
import { commands } from "../../packages/cli/src/commands/index.ts";

/** The help of every command, in the order in which `--help` lists them. */
export async function commandsPage(): Promise<string> {
  const all = await Promise.all([...commands.values()].map(({ load }) => load()));
  return [
    "# Commands\n\n",
    "What `shotlist COMMAND --help` prints for each command. Generated from the commands; do not edit.\n\n",
    all.map(({ name }) => `[\`${name}\`](#${anchorOf(name)})`).join(" · "),
    "\n\n",
    all.map(section).join("\n"),
  ].join("");
}

function section(command: Command): string {
  const [summary = "", ...rest] = commandHelp(command).split("\n\n");
  return `## \`${command.name}\`\n\n${summary}\n\n\`\`\`text\n${rest.join("\n\n").trim()}\n\`\`\`\n`;
}

function anchorOf(name: string): string {
  return name.replaceAll(" ", "-");
}
