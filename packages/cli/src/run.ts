import type { Command } from "./arguments/command.ts";
import { commands } from "./commands/index.ts";
import { usageError } from "./world/errors.ts";
import { ExitCode } from "./world/exit-code.ts";
import { toPlainText } from "./output/plain-text.ts";
import type { CommandWorld, Output, World } from "./world/world.ts";
import { say, translate } from "./text/say.ts";
import { present } from "@shotlist/schema";
import { speakLanguageOf, withoutLanguage } from "./arguments/language.ts";

/** Runs one command line (without node and script) and returns the exit code; prints, but never throws or exits. */
export async function run(words: readonly string[], given: World): Promise<ExitCode> {
  const stdout = plainOutput(given.stdout);
  const stderr = plainOutput(given.stderr);
  const { argv, typed } = withoutLanguage(words);
  try {
    await speakLanguageOf(typed, given.env);
    return await dispatch(argv, { stdout, stderr, given, typed });
  } catch (error) {
    const { reportFailure } = await import("./output/failure.ts");
    return reportFailure(error, { ...given, stdout, stderr }, { json: argv.includes("--json") });
  }
}

/** Where to print; the rest of the world, which only commands look at; and `--lang` as it was typed. */
interface RunWorld extends Pick<World, "stdout" | "stderr"> {
  readonly given: World;
  readonly typed: readonly string[];
}

/** The one exit: whatever a command prints comes out as text. */
function plainOutput(output: Output): Output {
  return {
    write: (text) => output.write(toPlainText(text)),
    get isTTY() {
      return output.isTTY;
    },
    get columns() {
      return output.columns;
    },
  };
}

async function dispatch(argv: readonly string[], world: RunWorld): Promise<ExitCode> {
  const [first] = argv;
  if (first === undefined) {
    world.stderr.write(await overview());
    return ExitCode.wrong;
  }
  if (first === "--help" || first === "-h") {
    world.stdout.write(await overview());
    return ExitCode.ok;
  }
  if (first === "--version" || first === "-V") {
    const { version, versionDetails } = await import("./version/version.ts");
    world.stdout.write(argv[1] === "--verbose" ? await versionDetails(world.given) : `${await version()}\n`);
    return ExitCode.ok;
  }
  if (first === "help") return dispatch([...argv.slice(1), "--help"], world);
  if (first.startsWith("-")) throw usageError(`Put a command before ${first}`, "shotlist --help lists the commands");
  return runCommand(argv, world);
}

async function runCommand(argv: readonly string[], { given, stdout, stderr, typed }: RunWorld): Promise<ExitCode> {
  const name = [argv.slice(0, 2).join(" "), argv[0] ?? ""].find((candidate) => commands.has(candidate));
  if (name === undefined) return runGroup(argv, stdout);
  const command = async (over: Partial<CommandWorld> = {}): Promise<ExitCode> => {
    const loaded = await commands.get(name)?.load();
    if (loaded === undefined) throw new Error(`no command ${name}`);
    return execute(loaded, argv.slice(name.split(" ").length), {
      ...given,
      stdout,
      stderr,
      commandLine: ["shotlist", ...argv, ...typed],
      run,
      ...over,
    });
  };
  if (name !== "render" || given.bundle === undefined) return command();
  const { repeatOr } = await import("./settled/repeat.ts");
  const { env, cwd, now, bundle } = given;
  return repeatOr(
    { words: argv.slice(1), typed, world: { stdout, stderr, env, cwd, ...present({ now }) }, bundle },
    command,
  );
}

async function execute(command: Command, argv: readonly string[], world: CommandWorld): Promise<ExitCode> {
  const { parseArguments } = await import("./arguments/parse-arguments.ts");
  const { words, options } = await parseArguments(command, argv);
  if (options["help"] === true) {
    const { commandHelp } = await import("./arguments/help.ts");
    world.stdout.write(commandHelp(command));
    return ExitCode.ok;
  }
  const { useFormats } = await import("./own-format/use-formats.ts");
  const used = await useFormats({ command, words, options }, world);
  const { ledger, clips } = used.options;
  // Whatever looks for ledger and clips looks into the environment.
  const named = {
    ...(typeof ledger === "string" ? { SHOTLIST_LEDGER: ledger } : {}),
    ...(typeof clips === "string" ? { SHOTLIST_CLIPS: clips } : {}),
  };
  // A copy is no longer the environment that somebody may be watching.
  const env = Object.keys(named).length === 0 ? world.env : { ...world.env, ...named };
  return command.run(used.words, used.options, { ...world, env });
}

/** The first word of two-word commands, or a word that is none. */
async function runGroup(argv: readonly string[], stdout: Output): Promise<ExitCode> {
  const [group = "", second] = argv;
  const members = [...commands.keys()].filter((name) => name.startsWith(`${group} `));
  if (members.length > 0 && (second === "--help" || second === "-h")) {
    stdout.write(await overview(group));
    return ExitCode.ok;
  }
  const { didYouMean } = await import("./arguments/did-you-mean.ts");
  const word = members.length > 0 && second !== undefined ? `${group} ${second}` : group;
  const meant = await didYouMean(word, commands.keys());
  if (members.length > 0 && meant === undefined) {
    throw usageError(
      `shotlist ${group} needs one of: ${members.map((name) => name.slice(group.length + 1)).join(", ")}`,
    );
  }
  throw usageError(
    `Unknown command ${JSON.stringify(word)}`,
    meant === undefined ? "shotlist --help lists the commands" : `Did you mean shotlist ${meant}?`,
  );
}

async function overview(group?: string): Promise<string> {
  const { columns } = await import("./arguments/help.ts");
  const listed = [...commands]
    .filter(([name]) => group === undefined || name.startsWith(`${group} `))
    .map(([name, { summary }]) => [name, translate(summary)] as const);
  return [
    say`Storyboards as code: compile, render and mock AI video, and never pay twice.\n\n`,
    say`Usage: shotlist ${group ?? "COMMAND"} … [OPTIONS]\n\n`,
    say`Commands:\n${columns(listed)}\n`,
    say`Run shotlist COMMAND --help for more about a command.\n`,
    say`A bug report needs the output of shotlist --version --verbose.\n`,
  ].join("");
}
