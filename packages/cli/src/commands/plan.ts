import type { JoinedTake } from "@shotlist/batch-runner";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { checkTarget, readTarget } from "../environment/target.ts";
import { ExitCode, strongest } from "../exit-code.ts";
import { ownerOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { writeJson } from "../output/json.ts";
import { describePlan, planToJson } from "../output/plan.ts";
import { describeRequests } from "../output/request.ts";
import { styleFor } from "../output/style.ts";
import { onlyOf } from "../render/only.ts";
import { tasksToPay } from "../paying/tasks-to-pay.ts";
import { listPriceNotes } from "../providers/list-price-notes.ts";
import { joinWithLedger } from "../state/join-with-ledger.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { compileOrRefuse } from "../storyboards/compile-or-refuse.ts";
import { refuseOtherFiles } from "../storyboards/known-files.ts";

/** Shows what a render would do; sends and writes nothing. */
export const plan: Command = defineCommand({
  name: "plan",
  summary: "Show what a render would do, and what it costs; nothing is sent",
  positionals: [{ name: "FILE", repeated: true }],
  options: {
    mock: { description: "Plan for the built-in mock of the vendors" },
    "base-url": { value: "[PROVIDER=]URL", multiple: true, description: "Plan for another endpoint" },
    requests: { description: "Show every request as a curl command, the key left out" },
    only: { value: "PATTERN", description: "Plan only these takes and what they need; * stands for anything" },
    changed: { description: "Count the takes whose clips are here instead of listing them" },
    "exit-code": { description: "Exit with 7 when there is something to render" },
    strict: { description: "Count warnings as errors" },
    ...ownerOptions,
    json: { description: "Print one JSON document" },
  },
  examples: [
    "shotlist plan campaign.yaml",
    "shotlist plan campaign.yaml --changed --only 'reveal*'",
    "shotlist plan campaign.yaml --mock --requests",
  ],
  async run(files, options, world) {
    const { stdout, cwd } = world;
    const env = await readEnvironment(options["env-file"], world);
    const owner = await loadOwner(files, options, world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files });
    const target = readTarget({ mock: options.mock, baseUrls: options["base-url"] });
    const plans = await compileOrRefuse(files, { world, env, owner, strict: options.strict, target });
    await checkTarget(target, plans);
    await refuseOtherFiles(plans, { stateFolder, cwd, env, owner });
    const joined = onlyOf(await joinWithLedger(plans, { stateFolder, cwd }), options.only);
    const style = styleFor(stdout, world.env);
    if (options.json) writeJson(stdout, planToJson(joined));
    else {
      if (options.requests)
        stdout.write(
          describeRequests(
            plans,
            joined.map(({ take }) => take),
          ),
        );
      stdout.write(describePlan(plans, joined, { style, width: stdout.columns, changedOnly: options.changed }));
    }
    for (const note of listPriceNotes(tasksToPay(joined), world)) world.stderr.write(`note: ${note}\n`);
    return options["exit-code"] ? exitCodeOf(joined) : ExitCode.ok;
  },
});

function exitCodeOf(joined: readonly JoinedTake[]): ExitCode {
  return strongest(
    joined.map(({ action, fetch }) => {
      if (["render", "waiting", "stale", "collect"].includes(action) || fetch === true) return ExitCode.pending;
      return ["uncertain", "lost", "missing"].includes(action) ? ExitCode.undecided : ExitCode.ok;
    }),
  );
}
