import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { ownerOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { withKnownDrafts } from "../ladder/known-drafts.ts";
import { isWatched } from "../output/is-watched.ts";
import { writeJson } from "../output/json.ts";
import { statusToCsv } from "../output/status-csv.ts";
import { describeStatus, statusToJson } from "../output/status.ts";
import { tableWidth } from "../output/table-width.ts";
import { styleFor } from "../output/style.ts";
import { withExistingStates } from "../state/existing-states.ts";
import { placesOf } from "../state/places.ts";
import { filterStandings } from "../state/filter-standings.ts";
import { standingOf, type Standing } from "../state/standing.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { compileOrRefuse } from "../storyboards/compile-or-refuse.ts";
import { say } from "../text/say.ts";
import { watchStatus } from "../watch/watch-status.ts";

/** Shows the state of every take; asks no vendor. */
export const status: Command = defineCommand({
  name: "status",
  summary: "Show the state and cost of every take",
  positionals: [{ name: "FILE", optional: true, repeated: true }],
  options: {
    ...ownerOptions,
    failed: { description: "Only takes that failed, expired or were cancelled" },
    only: { value: "PATTERN", description: "Only these takes; * matches anything" },
    csv: { description: "Print CSV for a spreadsheet; with FILE it includes prompts, variants and files" },
    watch: { description: "Show it again every few seconds until nobody works on it, or until Ctrl-C" },
    json: { description: "Print one JSON document; with --watch, one per change" },
  },
  examples: [
    "shotlist status",
    "shotlist status campaign.yaml --csv",
    "shotlist status --failed --only 'launch/*'",
    "shotlist status --watch",
  ],
  async run(files, options, world) {
    if (options.csv && options.json) throw usageError("--csv and --json cannot be used together");
    if (options.csv && options.watch) throw usageError("--csv and --watch cannot be used together");
    const { stdout, cwd } = world;
    const env = await readEnvironment(options["env-file"], world);
    const owner = await loadOwner(files, options, world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files });
    const compiled = await compileOrRefuse(files, { world, env, owner, strict: false, target: undefined });
    const plans = await withKnownDrafts(compiled, { stateFolder, env, world });
    const { failed, only, watch, csv, json } = options;
    const look = async (): Promise<readonly Standing[]> => {
      const all = await withExistingStates(stateFolder, (state) =>
        standingOf(state, plans, { places: placesOf({ realmClass: state.realmClass, stateFolder, cwd }) }),
      );
      return filterStandings(all, { failed, only });
    };
    const standings = watch ? await watchStatus(look, { stateFolder, json, world }) : await look();
    if (watch && (json || !isWatched(world.stdout, world.env))) return ExitCode.ok;
    if (json) writeJson(stdout, statusToJson(standings, { cwd }));
    else if (csv) stdout.write(statusToCsv(standings, { cwd }));
    else {
      const nothing = nothingFor({ failed, only, stateFolder });
      stdout.write(
        describeStatus(standings, { nothing, style: styleFor(stdout, world.env), width: tableWidth(stdout) }),
      );
    }
    return ExitCode.ok;
  },
});

interface Look {
  readonly failed: boolean;
  readonly only: string | undefined;
  readonly stateFolder: string;
}

function nothingFor({ failed, only, stateFolder }: Look): string {
  if (failed) return say`No matching takes have failed.\n`;
  if (only !== undefined) return say`No matching takes.\n`;
  return say`Nothing has been rendered yet: no takes in the ledger at ${stateFolder}.\n`;
}
