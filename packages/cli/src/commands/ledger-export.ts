import { exportLedger } from "@shotlist/batch-runner";
import { toPlainJson } from "../output/plain-text.ts";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { writeOutput } from "../files/write-output.ts";
import { realmClassesIn, realmOption, withStateToRead } from "../state/existing-states.ts";
import { findStateFolder } from "../state/state-folder.ts";

/** Prints a ledger as JSON Lines, sorted: two exports merge line by line. */
export const ledgerExport: Command = defineCommand({
  name: "ledger export",
  summary: "Print a ledger as text, for git, a backup or another machine",
  positionals: [],
  options: { realm: realmOption, out: { value: "FILE", description: "Write to this file" } },
  examples: ["shotlist ledger export --out ledger.jsonl"],
  async run(_words, options, world) {
    const env = await readEnvironment(options["env-file"], world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd: world.cwd, files: [] });
    const [realmClass, other] = await realmClassesIn(stateFolder, options.realm);
    if (realmClass === undefined) throw new Error("no ledger was found, and nobody said so");
    // What is live is meant where nobody says otherwise: the rest costs nothing to lose.
    if (other !== undefined && realmClass !== "live") {
      throw usageError("There are several ledgers", `Choose one with --realm: ${realmClass} or ${other}`);
    }
    const text = await withStateToRead(stateFolder, realmClass, exportLedger);
    if (options.out === undefined) world.stdout.write(toPlainJson(text));
    else await writeOutput(options.out, text, world.cwd);
    return ExitCode.ok;
  },
});
