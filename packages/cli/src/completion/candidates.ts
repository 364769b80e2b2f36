import type { Command, OptionSpec } from "../arguments/command.ts";

/** What may are at the cursor. */
export interface Candidate {
  readonly text: string;
  readonly description: string;
}

/** What only a project knows. */
export interface ProjectWords {
  /** `storyboard/take` of every ledger, with its state. */
  readonly takes: () => Promise<readonly Candidate[]>;
  readonly formats: () => Promise<readonly string[]>;
}

interface Commands {
  readonly names: readonly Candidate[];
  readonly load: (name: string) => Promise<Command | undefined>;
}

/** Values that an option takes, by the word that stands for them in the help. */
const fixedValues: { readonly [word: string]: readonly string[] } = {
  CLASS: ["live", "local", "mock"],
  MODE: ["hard", "soft", "cautious"],
};

/** The candidates for the last of the words, which come after `shotlist`; none where a file is meant. */
export async function candidatesFor(
  words: readonly string[],
  commands: Commands,
  project: ProjectWords,
): Promise<readonly Candidate[]> {
  const last = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const name = [before.slice(0, 2).join(" "), before[0] ?? ""].find((one) =>
    commands.names.some(({ text }) => text === one),
  );
  if (name === undefined) return startingWith(commandWords(commands.names, before), last);
  const command = await commands.load(name);
  if (command === undefined) return [];
  const given = before.slice(name.split(" ").length);
  const previous = given.at(-1) ?? "";
  const wanting = optionOf(command, previous);
  if (wanting?.value !== undefined) return startingWith(await valuesOf(wanting, project), last);
  const [, option = "", value] = /^(--[^=]+)=(.*)$/u.exec(last) ?? [];
  if (value !== undefined) {
    const spec = optionOf(command, option);
    const values = spec === undefined ? [] : await valuesOf(spec, project);
    return startingWith(
      values.map((one) => ({ ...one, text: `${option}=${one.text}` })),
      last,
    );
  }
  if (last.startsWith("-")) return startingWith(optionWords(command), last);
  return startingWith(await positionalsOf(command, given, project), last);
}

function startingWith(candidates: readonly Candidate[], start: string): readonly Candidate[] {
  return candidates.filter(({ text }) => text.startsWith(start));
}

/** The next word of every command that begins with the words before. */
function commandWords(names: readonly Candidate[], before: readonly string[]): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { text, description } of names) {
    const parts = text.split(" ");
    if (!before.every((word, index) => parts[index] === word)) continue;
    const [next, ...more] = parts.slice(before.length);
    if (next === undefined) continue;
    const isGroup = more.length > 0;
    if (!found.has(next)) found.set(next, { text: next, description: isGroup ? `${next} …` : description });
  }
  return [...found.values()];
}

function optionOf({ options }: Command, word: string): OptionSpec | undefined {
  if (word.startsWith("--")) return Object.hasOwn(options, word.slice(2)) ? options[word.slice(2)] : undefined;
  return word.startsWith("-") ? Object.values(options).find(({ short }) => `-${short}` === word) : undefined;
}

function optionWords({ options }: Command): readonly Candidate[] {
  return Object.entries(options).map(([name, { description }]) => ({ text: `--${name}`, description }));
}

async function valuesOf({ value = "" }: OptionSpec, project: ProjectWords): Promise<readonly Candidate[]> {
  if (value === "PATTERN" || value === "TAKE") return project.takes();
  if (value === "F" || value === "NAME") return (await project.formats()).map(plain);
  return (fixedValues[value] ?? []).map(plain);
}

async function positionalsOf(
  { positionals, options }: Command,
  given: readonly string[],
  project: ProjectWords,
): Promise<readonly Candidate[]> {
  const taken = given.filter((word, index) => {
    if (word.startsWith("-")) return false;
    const before = given[index - 1] ?? "";
    const spec = before.startsWith("--") ? options[before.slice(2)] : undefined;
    return spec?.value === undefined;
  });
  const last = positionals.at(-1);
  const spec = positionals[taken.length] ?? (last?.repeated === true ? last : undefined);
  if (spec?.name === "TAKE") return project.takes();
  if (spec?.name === "FORMAT") return (await project.formats()).map(plain);
  return spec?.name === "SHELL" ? ["bash", "zsh", "fish"].map(plain) : [];
}

function plain(text: string): Candidate {
  return { text, description: "" };
}
