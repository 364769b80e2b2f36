import type { Command } from "../arguments/command.ts";

interface CommandEntry {
  readonly summary: string;
  load(): Promise<Command>;
}

/** Every command by its name, in the order of the help; each is loaded only when it is called. */
export const commands: ReadonlyMap<string, CommandEntry> = new Map([
  [
    "check",
    {
      summary: "Say what is wrong with storyboards",
      load: async () => (await import("./check.ts")).check,
    },
  ],
]);
