import type { CommandWorld } from "../world/world.ts";
import type { ExitCode } from "../world/exit-code.ts";

/** One `--option`. Without `value` it is a switch; with it, the word is shown for the value in the help. */
export interface OptionSpec {
  readonly value?: string;
  readonly multiple?: boolean;
  readonly short?: string;
  readonly description: string;
}

export interface OptionSpecs {
  readonly [name: string]: OptionSpec;
}

type ValueOf<Spec extends OptionSpec> = Spec extends { readonly value: string }
  ? Spec extends { readonly multiple: true }
    ? readonly string[]
    : string | undefined
  : boolean;

/** What the options of a command were given as. */
type OptionValues<Specs extends OptionSpecs> = { readonly [Name in keyof Specs]: ValueOf<Specs[Name]> };

/** One word of the command line that is not an option. */
export interface PositionalSpec {
  readonly name: string;
  readonly optional?: boolean;
  /** Only the last may repeat. */
  readonly repeated?: boolean;
}

interface CommandBase {
  /** One or two words, such as `contract check`. */
  readonly name: string;
  /** What it does, in one sentence without a full stop. */
  readonly summary: string;
  readonly positionals: readonly PositionalSpec[];
  /** Whole command lines worth showing. */
  readonly examples?: readonly string[];
}

interface CommandDefinition<Specs extends OptionSpecs> extends CommandBase {
  readonly options: Specs;
  run(
    words: readonly string[],
    options: OptionValues<Specs & typeof sharedOptions>,
    world: CommandWorld,
  ): Promise<ExitCode>;
}

/** Options by name, before a command's declaration says which is what. */
export interface ParsedOptions {
  readonly [name: string]: boolean | string | readonly string[] | undefined;
}

/** A command as the command line sees it, whatever its options are. */
export interface Command extends CommandBase {
  readonly options: OptionSpecs;
  run(words: readonly string[], options: ParsedOptions, world: CommandWorld): Promise<ExitCode>;
}

/** Options that every command takes. */
const sharedOptions = {
  state: { value: "DIR", description: "Folder for the ledger and the clips (default: $SHOTLIST_STATE or .shotlist)" },
  ledger: {
    value: "ADDRESS",
    description: "Use the ledger in this PostgreSQL database, which several machines share (default: $SHOTLIST_LEDGER)",
  },
  clips: {
    value: "ADDRESS",
    description: "Keep the clips of a shared ledger in this bucket, s3://BUCKET/PREFIX (default: $SHOTLIST_CLIPS)",
  },
  "env-file": { value: "FILE", description: "Read keys from this file; environment variables take precedence" },
  lang: { value: "LANG", description: "Language of messages: en or zh (default: from LC_ALL, LC_MESSAGES or LANG)" },
  help: { short: "h", description: "Show this help" },
} as const;

/** Options that every command takes and none reads: the formats that they name are there before it runs. */
const formatOptions = {
  format: { value: "DIR", multiple: true, description: "Add the format in this folder; can be repeated" },
  "trust-format": { description: "Run the code in the folders of --format" },
} as const;

/** Declares a command; its `run` gets the options typed by their declaration. */
export function defineCommand<const Specs extends OptionSpecs>(definition: CommandDefinition<Specs>): Command {
  const own: OptionSpecs = definition.options;
  const { format = formatOptions.format } = own;
  const shared = { format, "trust-format": formatOptions["trust-format"], ...sharedOptions };
  return { ...definition, options: { ...own, ...shared } };
}
