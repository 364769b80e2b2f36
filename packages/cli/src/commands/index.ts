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
  [
    "mock",
    {
      summary: "Play the vendors on a port of this machine, offline and without a key",
      load: async () => (await import("./mock.ts")).mock,
    },
  ],
  [
    "contract check",
    {
      summary: "Hold a message in a JSON file against its format's schema",
      load: async () => (await import("./contract-check.ts")).contractCheck,
    },
  ],
]);
