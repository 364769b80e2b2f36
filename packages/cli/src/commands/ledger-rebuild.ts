import { rebuildLedger } from "@shotlist/batch-runner";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { ExitCode } from "../world/exit-code.ts";
import { writeJson } from "../output/json.ts";
import { count } from "../output/units.ts";
import { realmClassesIn, realmOption, withState } from "../state/existing-states.ts";
import { refuseSharedLedger } from "../state/shared-ledger.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { say, translate } from "../text/say.ts";

/** Rebuilds what a lost ledger knew of its clips. */
export const ledgerRebuild: Command = defineCommand({
  name: "ledger rebuild",
  summary: "Rebuild a lost ledger from the receipts of its clips",
  positionals: [],
  options: { realm: realmOption, json: { description: "Print one JSON document" } },
  examples: ["shotlist ledger rebuild"],
  async run(_words, options, world) {
    const env = await readEnvironment(options["env-file"], world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd: world.cwd, files: [] });
    const rebuilt = [];
    refuseSharedLedger(stateFolder, "ledger rebuild");
    for (const realm of await realmClassesIn(stateFolder, options.realm)) {
      rebuilt.push({ realm, records: await withState(stateFolder, realm, rebuildLedger, { afterLoss: true }) });
    }
    if (options.json) writeJson(world.stdout, { ok: true, rebuilt });
    else
      for (const { realm, records } of rebuilt) {
        world.stdout.write(
          say`${realm}: ${records === 0 ? say`nothing was missing` : translate(count(records, "record"))}\n`,
        );
      }
    return ExitCode.ok;
  },
});
