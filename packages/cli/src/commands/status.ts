import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { ExitCode } from "../exit-code.ts";
import { ownerOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { writeJson } from "../output/json.ts";
import { describeStatus, statusToJson } from "../output/status.ts";
import { styleFor } from "../output/style.ts";
import { withExistingStates } from "../state/existing-states.ts";
import { standingOf } from "../state/standing.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { compileOrRefuse } from "../storyboards/compile-or-refuse.ts";

/** Shows where every take stands; asks no vendor. */
export const status: Command = defineCommand({
  name: "status",
  summary: "Show where every take stands and what it cost",
  positionals: [{ name: "FILE", optional: true }],
  options: { ...ownerOptions, json: { description: "Print one JSON document" } },
  examples: ["shotlist status", "shotlist status campaign.yaml --json"],
  async run(files, options, world) {
    const { stdout, cwd } = world;
    const env = await readEnvironment(options["env-file"], world);
    const owner = await loadOwner(files, options, world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files });
    const plans = await compileOrRefuse(files, { world, env, owner, strict: false, target: undefined });
    const standings = await withExistingStates(stateFolder, (state) => standingOf(state, plans));
    if (options.json) writeJson(stdout, statusToJson(standings));
    else stdout.write(describeStatus(standings, { stateFolder, style: styleFor(stdout, world.env) }));
    return ExitCode.ok;
  },
});
