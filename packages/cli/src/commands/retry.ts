import { hasFailed, retryTakes, statesWhere, type RetrySelection, type State } from "@shotlist/batch-runner";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { usageError } from "../errors.ts";
import { ExitCode } from "../exit-code.ts";
import { ownerOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { writeJson } from "../output/json.ts";
import { count } from "../output/units.ts";
import { chooseRealm, knowsTake, nameOf, realmOption, withState } from "../state/existing-states.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { compileOrRefuse } from "../storyboards/compile-or-refuse.ts";

/** Lets the next render submit takes again; sends nothing itself. */
export const retry: Command = defineCommand({
  name: "retry",
  summary: "Let the next render submit failed takes again",
  positionals: [{ name: "FILE", optional: true }],
  options: {
    failed: { description: "Every take that failed (the default)" },
    take: {
      value: "TAKE",
      description: "This take, a good one too: its clip stays, and a new version comes beside it",
    },
    realm: realmOption,
    ...ownerOptions,
    json: { description: "Print one JSON document" },
  },
  examples: ["shotlist retry --failed", "shotlist retry --take 'launch/reveal[lang=en]'"],
  async run(files, options, world) {
    if (options.failed && options.take !== undefined) throw usageError("--failed and --take exclude each other");
    if (files.length > 0 && options.take !== undefined)
      throw usageError("--take names the storyboard itself: storyboard/take");
    const { stdout, cwd } = world;
    const env = await readEnvironment(options["env-file"], world);
    const owner = await loadOwner(files, options, world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files });
    const plans = await compileOrRefuse(files, { world, env, owner, strict: false, target: undefined });
    const selection = selectionOf(options.take, files.length === 0 ? undefined : plans.map((plan) => plan.storyboard));
    const realm = await chooseRealm(stateFolder, {
      realm: options.realm,
      subject: options.take === undefined ? "Takes failed" : `${options.take} was rendered`,
      concerns: (state) => concerns(state, selection),
    });
    const takes =
      realm === undefined ? [] : await withState(stateFolder, realm, (state) => retryTakes(state, selection));
    if (options.take !== undefined && realm === undefined)
      throw usageError(`No ledger knows the take ${options.take}`, "shotlist status shows the takes");
    if (options.json) writeJson(stdout, { ok: true, realm, takes: takes.map(nameOf) });
    else if (takes.length === 0) stdout.write("Nothing has failed.\n");
    else
      stdout.write(`The next render submits ${count(takes.length, "take")} again: ${takes.map(nameOf).join(", ")}\n`);
    return ExitCode.ok;
  },
});

function selectionOf(take: string | undefined, storyboards: readonly string[] | undefined): RetrySelection {
  if (take !== undefined) return { take };
  return storyboards === undefined ? { failed: true } : { failed: true, storyboards };
}

async function concerns(state: State, selection: RetrySelection): Promise<boolean> {
  if ("take" in selection) return knowsTake(state, selection.take);
  const failed = await state.ledger.attempts({ states: statesWhere(hasFailed) });
  const { storyboards } = selection;
  return failed.some(({ takes }) =>
    takes.some((key) => storyboards === undefined || storyboards.includes(key.storyboard)),
  );
}
