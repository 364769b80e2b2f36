import type { Command, OptionSpec, PositionalSpec } from "./command.ts";
import { say, translate } from "../text/say.ts";

function positionalText({ name, optional, repeated }: PositionalSpec): string {
  const text = repeated === true ? `${name}…` : name;
  return optional === true ? `[${text}]` : text;
}

/** How a command is written, in one line. */
export function usageLine(command: Command): string {
  return ["shotlist", command.name, ...command.positionals.map(positionalText), "[OPTIONS]"].join(" ");
}

function optionText(name: string, { value, short }: OptionSpec): string {
  const long = value === undefined ? `--${name}` : `--${name} ${value}`;
  return short === undefined ? long : `-${short}, ${long}`;
}

/** Two columns, the first as wide as its widest entry. */
export function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join("");
}

/** What `--help` prints for one command. */
export function commandHelp(command: Command): string {
  const options = Object.entries(command.options).map(
    ([name, spec]) => [optionText(name, spec), translate(spec.description)] as const,
  );
  const examples = (command.examples ?? []).map((example) => `  ${example}\n`).join("");
  return [
    say`${translate(command.summary)}.\n\n`,
    say`Usage: ${usageLine(command)}\n\n`,
    say`Options:\n${columns(options)}`,
    examples === "" ? "" : say`\nExamples:\n${examples}`,
  ].join("");
}
