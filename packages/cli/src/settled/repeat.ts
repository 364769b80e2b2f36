import { isSystemError } from "../files/system-error.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import type { CommandWorld } from "../world/world.ts";
import { memoryPath, readMemory, writeMemory, type SettledMemory } from "./memory.ts";
import { programMark } from "./program-mark.ts";
import { stillTrue, type SeenWorld } from "./recall.ts";

/** A render as it was typed. */
interface Asked {
  /** After `render`. */
  readonly words: readonly string[];
  /** `--lang`, if it was typed. */
  readonly typed: readonly string[];
  readonly world: SeenWorld;
  readonly bundle: string;
}

/** What of the environment decides where it is remembered, and what is printed, before a command looks at it. */
const earlyNames = [
  "LC_ALL",
  "LC_MESSAGES",
  "LANG",
  "SHOTLIST_STATE",
  "SHOTLIST_LEDGER",
  "GITHUB_ACTIONS",
  "CI",
  "NODE_OPTIONS",
  "TZ",
];

/**
 * Says again what a render said that had nothing to do, where nothing that it looked at has changed; else calls `render`. Only the
 * plain case is remembered: files and `--mock`, a ledger in a file, and nobody at a terminal.
 */
export async function repeatOr(
  asked: Asked,
  render: (over?: Partial<CommandWorld>) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { words, typed, world, bundle } = asked;
  const files = filesOfPlain(words);
  if (files === undefined || !isPlain(world)) return render();
  const now = world.now ?? Date.now;
  const startedAt = now();
  const { env, cwd } = world;
  const program = programMark(bundle);
  const stateFolder = attempt(() => findStateFolder({ state: undefined, env, cwd, files }));
  if (stateFolder === undefined) return render();
  const path = memoryPath(stateFolder, [...words, ...typed], cwd);
  const before = attempt(() => readMemory(path));
  const memory = before && attempt(() => stillTrue(before, { program, world, now: startedAt }));
  if (memory !== undefined) {
    for (const [stream, text] of memory.printed) world[stream].write(text);
    if (memory !== before) writeMemory(path, memory);
    return ExitCode.ok;
  }
  const { createWitness } = await import("./witness.ts");
  const watching = createWitness({ files, stateFolder, world, program, startedAt, earlyNames });
  const exitCode = await render(watching.over);
  const found: SettledMemory | undefined = exitCode === ExitCode.ok ? await watching.remembered() : undefined;
  if (found !== undefined) writeMemory(path, found);
  return exitCode;
}

/** The storyboards of a command line that has nothing else but `--mock`. */
function filesOfPlain(words: readonly string[]): readonly string[] | undefined {
  const mock = words.indexOf("--mock");
  const files = mock === -1 ? words : words.toSpliced(mock, 1);
  return files.length === 0 || files.some((word) => word === "" || word.startsWith("-")) ? undefined : files;
}

function isPlain({ env, stderr }: SeenWorld): boolean {
  return (env["SHOTLIST_LEDGER"] ?? "") === "" && env["GITHUB_ACTIONS"] !== "true" && !stderr.isTTY;
}

/** What the whole way says better, if it goes wrong there too. */
function attempt<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch (error) {
    if (isSystemError(error) || error instanceof CommandError) return undefined;
    throw error;
  }
}
