import type { Witness } from "./witness.ts";

/** A stream the commands print to. */
export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Width in columns; read afresh for each line, since a terminal may be resized. */
  readonly columns: number;
}

/** The names of the variables and their values; what is unset is undefined. */
export interface Environment {
  readonly [name: string]: string | undefined;
}

export type InterruptName = "SIGINT" | "SIGTERM" | "SIGHUP";

/** While it is held, the first SIGINT, SIGTERM or SIGHUP fires `signal` instead of ending the process. */
export interface Interruption extends Disposable {
  readonly signal: AbortSignal;
  /** The signal that fired, once it has. */
  by(): InterruptName | undefined;
}

/** Everything outside the process that a command may touch besides files and the network. */
export interface World {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Environment;
  /** Absolute path that relative paths are resolved against. */
  readonly cwd: string;
  /** Milliseconds since the Unix epoch, for what is said about ages; the system clock by default. */
  readonly now?: () => number;
  /** Waits for so many milliseconds, or until the signal fires; with the system's timer by default. */
  readonly pause?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
  readonly interruptible: () => Interruption;
  /** One line that a person types; absent where nobody can. */
  readonly readAnswer?: (() => Promise<string>) | undefined;
  /** The folder with all files of this program, where it is a bundle: then it is known when it is another one. */
  readonly bundle?: string | undefined;
}

/** Runs one command line, without `shotlist`, and returns its exit code. */
export type RunCommand = (argv: readonly string[], world: World) => Promise<number>;

/** What a command gets: the world, how it was called, and how it calls others. */
export interface CommandWorld extends World {
  /** The words as they were typed, from `shotlist` on. */
  readonly commandLine: readonly string[];
  readonly run: RunCommand;
  /** Hears what is read, where it may be remembered that there is nothing to do. */
  readonly witness?: Witness | undefined;
}
