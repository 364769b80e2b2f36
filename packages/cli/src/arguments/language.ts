import { usageError } from "../world/errors.ts";
import type { Environment } from "../world/world.ts";
import { speak } from "../text/say.ts";

/** A language in which Shotlist speaks to people. */
type Language = "en" | "zh";

const languages: readonly Language[] = ["en", "zh"];

interface CommandLine {
  /** The words without `--lang`. */
  readonly argv: readonly string[];
  /** `--lang` as it was typed, if it was. */
  readonly typed: readonly string[];
}

/** Takes `--lang` out of a command line, wherever it is. */
export function withoutLanguage(argv: readonly string[]): CommandLine {
  const at = argv.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  if (at === -1) return { argv, typed: [] };
  const length = argv[at] === "--lang" ? 2 : 1;
  return { argv: argv.toSpliced(at, length), typed: argv.slice(at, at + length) };
}

/** From now on speaks the language of `--lang`, else that of the environment. A catalogue is loaded only for what is not English. */
export async function speakLanguageOf(typed: readonly string[], env: Environment): Promise<void> {
  // Until it is known, a mistake in it is said in English.
  speak(undefined);
  const language = typed.length === 0 ? languageOfEnvironment(env) : typedLanguage(typed);
  if (language === "zh") speak((await import("../text/zh/index.ts")).chinese);
}

function typedLanguage(typed: readonly string[]): Language {
  const value = typed.join("=").slice("--lang=".length);
  const language = languages.find((known) => known === value);
  if (language === undefined) throw usageError(`--lang takes ${languages.join(" or ")}; got ${JSON.stringify(value)}`);
  return language;
}

/** As POSIX has it: the first of the three that is set counts. */
function languageOfEnvironment(env: Environment): Language {
  const locale = [env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].find((value) => value !== undefined && value !== "");
  return locale !== undefined && /^zh(?:[_.@-]|$)/iu.test(locale) ? "zh" : "en";
}
