import type { Command, ParsedOptions } from "../arguments/command.ts";
import type { World } from "../world/world.ts";

/** A command with its words and options as they were typed. */
interface Called {
  readonly command: Pick<Command, "positionals">;
  readonly words: readonly string[];
  readonly options: ParsedOptions;
}

/** Whether a word names a folder rather than a format: it has a slash, or is a dot. */
function isFolder(word: string): boolean {
  return /[/\\]/u.test(word) || word === "." || word === "..";
}

/** Most commands only add formats: a word that is neither a folder nor a format would change nothing in silence. */
async function refuseUnknown(words: readonly string[]): Promise<void> {
  const named = words.filter((word) => !isFolder(word));
  if (named.length === 0) return;
  const { knownFormat } = await import("../arguments/known-format.ts");
  for (const word of named) await knownFormat(word);
}

/** Loads the formats in the folders that `--format` or a FORMAT names, and puts their ids in the folders' place. */
export async function useFormats(
  { command, words, options }: Called,
  world: World,
): Promise<Pick<Called, "words" | "options">> {
  const { format } = options;
  const named = typeof format === "object" ? format : typeof format === "string" ? [format] : [];
  if (typeof format === "object") await refuseUnknown(format);
  const isFormatWord = (index: number): boolean => command.positionals[index]?.name === "FORMAT";
  if (![...named, ...words.filter((_, index) => isFormatWord(index))].some(isFolder)) return { words, options };
  const { loadFormat } = await import("./load-format.ts");
  const isTrusted = options["trust-format"] === true;
  const idOf = async (word: string): Promise<string> =>
    isFolder(word) ? loadFormat(word, { isTrusted, world }) : word;
  const ids: string[] = [];
  for (const word of named) ids.push(await idOf(word));
  const [first = ""] = words;
  return {
    words: isFormatWord(0) ? [await idOf(first), ...words.slice(1)] : words,
    options: { ...options, format: typeof format === "object" ? ids : ids[0] },
  };
}
