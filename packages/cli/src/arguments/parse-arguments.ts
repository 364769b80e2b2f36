import { parseArgs } from "node:util";
import { present } from "@shotlist/schema";
import { usageError } from "../world/errors.ts";
import type { Command, OptionSpec, ParsedOptions } from "./command.ts";
import { didYouMean } from "./did-you-mean.ts";
import { shellQuote } from "./shell-quote.ts";
import { usageLine } from "./help.ts";

/** A command's words and options; mistakes are thrown as usage errors. */
export interface ParsedArguments {
  readonly words: readonly string[];
  readonly options: ParsedOptions;
}

/** Reads what follows the command's name. */
export async function parseArguments(command: Command, argv: readonly string[]): Promise<ParsedArguments> {
  // Not strict: parseArgs would stop at the first mistake with a message that knows neither the command nor its options.
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(command.options).map(([name, spec]) => [
        name,
        {
          type: spec.value === undefined ? "boolean" : "string",
          ...present({ short: spec.short }),
        },
      ]),
    ),
  });
  const words: string[] = [];
  const values = new Map(Object.entries(command.options).map(([name, spec]) => [name, emptyValue(spec)]));
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const spec = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined;
    if (spec === undefined) throw await unknownOption(command, token.rawName);
    const value = optionValue(spec, token);
    const before = values.get(token.name);
    if (typeof before === "string") throw usageError(`${token.rawName} was given twice`);
    values.set(token.name, typeof before === "object" ? [...before, String(value)] : value);
  }
  if (values.get("help") !== true) checkWords(command, words);
  return { words, options: Object.fromEntries(values) };
}

function emptyValue(spec: OptionSpec): ParsedOptions[string] {
  if (spec.value === undefined) return false;
  return spec.multiple === true ? [] : undefined;
}

interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function optionValue(spec: OptionSpec, { rawName, value, inlineValue }: OptionToken): true | string {
  if (spec.value === undefined) {
    if (value !== undefined) throw usageError(`${rawName} does not take a value`);
    return true;
  }
  if (value === undefined || value === "") throw usageError(`${rawName} needs a value: ${rawName} ${spec.value}`);
  if (inlineValue !== true && value.startsWith("-") && value !== "-") {
    throw usageError(
      `${rawName} needs a value: ${rawName} ${spec.value}`,
      `If the value starts with a dash, write ${rawName}=${shellQuote([value])}`,
    );
  }
  return value;
}

async function unknownOption(command: Command, rawName: string): Promise<Error> {
  const names = Object.keys(command.options).map((name) => `--${name}`);
  const meant = await didYouMean(rawName, names);
  return usageError(
    `Unknown option ${rawName} for shotlist ${command.name}`,
    meant === undefined ? `See shotlist ${command.name} --help` : `Did you mean ${meant}?`,
  );
}

function checkWords(command: Command, words: readonly string[]): void {
  const { positionals } = command;
  const missing = positionals.find((positional, index) => positional.optional !== true && words[index] === undefined);
  const usage = `Usage: ${usageLine(command)}`;
  if (missing !== undefined) throw usageError(`shotlist ${command.name} needs ${missing.name}`, usage);
  const unlimited = positionals.at(-1)?.repeated === true;
  const extra = words[positionals.length];
  if (!unlimited && extra !== undefined) {
    throw usageError(`Unexpected argument ${JSON.stringify(extra)} for shotlist ${command.name}`, usage);
  }
}
