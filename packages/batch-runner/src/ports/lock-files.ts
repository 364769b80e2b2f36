import type { Plan } from "@shotlist/core";

/** The lock files next to storyboards, in git. Every failure is a `StorageError`. */
export interface LockFiles {
  /** A storyboard's lock file as text; `undefined` where there is none. */
  read(plan: Plan): Promise<string | undefined>;
  /** Replaces it, whole or not at all. */
  write(plan: Plan, text: string): Promise<void>;
  /** Its name, for messages. */
  nameOf(plan: Plan): string;
}
