import { relative, resolve } from "node:path";
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

/** Loads the formats in the folders that `--format`, a FORMAT or the configuration names, and puts ids in the place of typed folders. */
export async function useFormats(
  { command, words, options }: Called,
  world: World,
): Promise<Pick<Called, "words" | "options">> {
  const { format } = options;
  const named = typeof format === "object" ? format : typeof format === "string" ? [format] : [];
  const isFormatWord = (index: number): boolean => command.positionals[index]?.name === "FORMAT";
  const typed = [...named, ...words.filter((_, index) => isFormatWord(index))].filter(isFolder);
  const isTrusted = options["trust-format"] === true;
  // Whoever types a folder and trusts it has not read what a configuration of the repository lists as well.
  await useListed({ command, words, options }, { typed, isTrusted: isTrusted && typed.length === 0, world });
  if (typeof format === "object") await refuseUnknown(format);
  if (typed.length === 0) return { words, options };
  const { loadFormat } = await import("./load-format.ts");
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

/** Loads the formats that the configuration lists, except the folders that were typed. */
async function useListed(
  { command, words, options }: Called,
  {
    typed,
    isTrusted,
    world,
  }: { readonly typed: readonly string[]; readonly isTrusted: boolean; readonly world: World },
): Promise<void> {
  const { config } = options;
  const fileFrom = command.positionals.findIndex(({ name }) => name === "FILE");
  const files = fileFrom === -1 ? [] : words.slice(fileFrom);
  const { listedFormats } = await import("./listed-formats.ts");
  const listed = await listedFormats(files, typeof config === "string" ? config : undefined, world);
  const typedPaths = new Set(typed.map((word) => resolve(world.cwd, word)));
  const others = [...new Set(listed)].filter((folder) => !typedPaths.has(folder));
  if (others.length === 0) return;
  const { loadFormat } = await import("./load-format.ts");
  for (const folder of others) await loadFormat(relative(world.cwd, folder) || ".", { isTrusted, world });
}
