import { selectTakes, type JoinedTake } from "@shotlist/batch-runner";
import type { Target } from "@shotlist/core";
import { defineCommand, type Command } from "../arguments/command.ts";
import { shellQuote } from "../arguments/shell-quote.ts";
import { comparePlans } from "../base/compare-plans.ts";
import { plansAt } from "../base/plans-at.ts";
import { planComment } from "../ci/plan-comment.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { checkTarget, readTarget } from "../environment/target.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode, strongest } from "../world/exit-code.ts";
import { ownerOptions } from "../owner/owner-options.ts";
import { loadOwner, type Owner } from "../owner/owner.ts";
import { writeOutput } from "../files/write-output.ts";
import { compileStage } from "../ladder/compile-stage.ts";
import { stageOf, stageOptions, type Stage } from "../ladder/stage.ts";
import { stagedTakes } from "../ladder/staged-takes.ts";
import { writeJson } from "../output/json.ts";
import { describeLadder, ladderToJson } from "../output/ladder.ts";
import { describeDifference, type Compared } from "../output/difference.ts";
import { describePlan, planToJson } from "../output/plan.ts";
import { describeRequests } from "../output/request.ts";
import { tableWidth } from "../output/table-width.ts";
import { writeNotes } from "../output/notes.ts";
import { styleFor } from "../output/style.ts";
import { tasksToPay } from "../paying/tasks-to-pay.ts";
import { listPriceNotes } from "../providers/list-price-notes.ts";
import { toPlanFile } from "../reviewed/plan-file.ts";
import { matcherOf, onlyOf } from "../render/only.ts";
import { joinWithLedger } from "../state/join-with-ledger.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { refuseOtherFiles } from "../storyboards/known-files.ts";
import type { Environment, World } from "../world/world.ts";
import { say } from "../text/say.ts";

/** Shows what a render would do; sends and writes nothing. */
export const plan: Command = defineCommand({
  name: "plan",
  summary: "Show what a render would do and cost; nothing is sent",
  positionals: [{ name: "FILE", repeated: true }],
  options: {
    mock: { description: "Plan for the built-in mock" },
    "base-url": { value: "[PROVIDER=]URL", multiple: true, description: "Plan for another endpoint" },
    ...stageOptions,
    requests: { description: "Show every request as a curl command, without the key" },
    only: { value: "PATTERN", description: "Plan only these takes and what they need; * matches anything" },
    changed: { description: "Count takes that are already rendered instead of listing them" },
    base: { value: "REV", description: "Show what differs from this commit or branch, in takes and cost" },
    out: { value: "FILE", description: "Write the plan to a file for shotlist render --plan" },
    "exit-code": { description: "Exit with 7 if there is something to render" },
    strict: { description: "Treat warnings as errors" },
    ...ownerOptions,
    markdown: { description: "Print Markdown for a comment on a pull request" },
    json: { description: "Print one JSON document" },
  },
  examples: [
    "shotlist plan campaign.yaml",
    "shotlist plan campaign.yaml --changed --only 'reveal*'",
    "shotlist plan campaign.yaml --mock --requests",
  ],
  async run(files, options, world) {
    if (options.final && options.base !== undefined) throw usageError("--final and --base cannot be used together");
    if (options.markdown && (options.json || options.requests))
      throw usageError("--markdown cannot be used with --json or --requests");
    const { stdout, cwd } = world;
    const env = await readEnvironment(options["env-file"], world);
    const owner = await loadOwner(files, options, world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files });
    const target = readTarget({ mock: options.mock, baseUrls: options["base-url"] });
    const stage = stageOf(options);
    const compiling = { world, env, owner, strict: options.strict, target, stage };
    const staged = await compileStage(files, compiling);
    const { plans } = staged;
    await checkTarget(target, plans);
    await refuseOtherFiles(plans, { stateFolder, cwd, env, owner });
    const { only } = options;
    const asked = onlyOf(await joinWithLedger(plans, { stateFolder, cwd }), only);
    const takes = await stagedTakes(asked, staged, { stateFolder, cwd });
    const { joined } = takes;
    const compared = await compareWith(options.base, joined, {
      files,
      world,
      env,
      owner,
      target,
      only,
      stateFolder,
      stage,
    });
    const style = styleFor(stdout, world.env);
    const { out } = options;
    if (out !== undefined)
      await writeOutput(
        out,
        `${JSON.stringify(toPlanFile(plans, joined, { files, only, stage }), undefined, 2)}\n`,
        cwd,
      );
    if (options.json) writeJson(stdout, { ...planToJson(joined, compared), ...ladderToJson(staged, takes) });
    else if (options.markdown) stdout.write(planComment(joined, compared));
    else {
      if (options.requests)
        stdout.write(
          describeRequests(
            plans,
            joined.map(({ take }) => take),
          ),
        );
      if (compared !== undefined) stdout.write(describeDifference(compared, { style, width: stdout.columns }));
      stdout.write(
        describePlan(plans, joined, {
          style,
          width: stdout.columns,
          tableRoom: tableWidth(stdout),
          changedOnly: options.changed,
        }),
      );
      stdout.write(describeLadder(staged, takes, style));
    }
    writeNotes(world.stderr, listPriceNotes(tasksToPay(joined), world));
    if (out !== undefined && !options.json && !options.markdown)
      stdout.write(say`Run it with: ${shellQuote(["shotlist", "render", "--plan", out, ...targetWords(options)])}\n`);
    return options["exit-code"] ? exitCodeOf(joined) : ExitCode.ok;
  },
});

interface TargetOptions {
  readonly mock: boolean;
  readonly "base-url": readonly string[];
}

function targetWords({ mock, "base-url": baseUrls }: TargetOptions): readonly string[] {
  return [...(mock ? ["--mock"] : []), ...baseUrls.flatMap((url) => ["--base-url", url])];
}

interface CompareOptions {
  readonly files: readonly string[];
  readonly world: World;
  readonly env: Environment;
  readonly owner: Owner;
  readonly target: Target | undefined;
  readonly only: string | undefined;
  readonly stateFolder: string;
  readonly stage: Stage | undefined;
}

/** The plan and that of a commit, both joined with the same ledger. */
async function compareWith(
  revision: string | undefined,
  now: readonly JoinedTake[],
  { files, world: { cwd }, env, owner, target, only, stateFolder, stage }: CompareOptions,
): Promise<Compared | undefined> {
  if (revision === undefined) return undefined;
  const plans = await plansAt(revision, files, {
    cwd,
    env,
    owner,
    target,
    stage: stage === "draft" ? stage : undefined,
  });
  const all = await joinWithLedger(plans, { stateFolder, cwd });
  // A take that the pattern means may have been there before under another shot.
  const base = only === undefined ? all : selectTakes(all, matcherOf(only));
  return { revision, base, now, differences: comparePlans(base, now) };
}

function exitCodeOf(joined: readonly JoinedTake[]): ExitCode {
  return strongest(
    joined.map(({ action, fetch }) => {
      if (["render", "waiting", "stale", "collect"].includes(action) || fetch === true) return ExitCode.pending;
      return ["uncertain", "lost", "missing"].includes(action) ? ExitCode.undecided : ExitCode.ok;
    }),
  );
}
