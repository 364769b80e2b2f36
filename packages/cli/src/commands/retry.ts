import {
  hasFailed,
  refusedForContent,
  retriableOf,
  retryTakes,
  statesWhere,
  type RetrySelection,
  type State,
  type TakeKey,
} from "@shotlist/batch-runner";
import { draftNameOf } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { ownerOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { writeJson } from "../output/json.ts";
import { count } from "../output/units.ts";
import { agreeToSubmitAgain } from "../render/agree-again.ts";
import { chooseRealm, nameOf, realmOption, withState } from "../state/existing-states.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { takesMatching } from "../state/takes-matching.ts";
import { compileOrRefuse } from "../storyboards/compile-or-refuse.ts";
import { estimatesOf } from "../storyboards/estimates-of.ts";
import { say, translate } from "../text/say.ts";

/** Lets the next render submit takes again; sends nothing itself. */
export const retry: Command = defineCommand({
  name: "retry",
  summary: "Let the next render submit failed takes again",
  positionals: [{ name: "FILE", optional: true }],
  options: {
    failed: { description: "All failed takes (the default), except those refused for their content" },
    take: {
      value: "PATTERN",
      multiple: true,
      description: "These takes, including good ones; their clips are kept, and new versions are added",
    },
    yes: { description: "Agree to pay without a prompt" },
    realm: realmOption,
    ...ownerOptions,
    json: { description: "Print one JSON document" },
  },
  examples: ["shotlist retry --failed", "shotlist retry --take 'launch/reveal[lang=en]' --take 'launch/dial*'"],
  async run(files, options, world) {
    const patterns = options.take;
    if (options.failed && patterns.length > 0) throw usageError("--failed and --take cannot be used together");
    if (files.length > 0 && patterns.length > 0)
      throw usageError("--take cannot be used with FILE; write storyboard/take");
    const { stdout, cwd } = world;
    const env = await readEnvironment(options["env-file"], world);
    const owner = await loadOwner(files, options, world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files });
    const plans = await compileOrRefuse(files, { world, env, owner, strict: false, target: undefined });
    const storyboards =
      files.length === 0 ? undefined : plans.flatMap(({ storyboard }) => [storyboard, draftNameOf(storyboard)]);
    const realm = await chooseRealm(stateFolder, {
      realm: options.realm,
      subject: patterns.length === 0 ? "Takes failed" : `${patterns.join(", ")} was rendered`,
      concerns: (state) => concerns(state, { patterns, storyboards }),
    });
    if (patterns.length > 0 && realm === undefined)
      throw usageError(`Unknown take ${patterns.join(" or ")}`, "List takes with shotlist status");
    const letGo = async (state: State): Promise<Retried> => {
      const named = await takesMatching(state, patterns);
      const failed: RetrySelection = { failed: true, ...present({ storyboards }) };
      const selection = patterns.length === 0 ? failed : { takes: named };
      const retriable = await retriableOf(state, selection);
      const takes = retriable.flatMap((one) => one.takes);
      const estimateOf = await estimatesOf(takes, { stateFolder, env, world });
      const isNamed = new Set(named.map(nameOf));
      const asked = retriable.map((one) => ({
        named: patterns.length === 0 ? one.takes : one.takes.filter((key) => isNamed.has(nameOf(key))),
        takes: one.takes,
        estimate: estimateOf(one.takes, one.price),
      }));
      await agreeToSubmitAgain(asked, { realmClass: state.realmClass, yes: options.yes, world });
      const refused = patterns.length === 0 ? await refusedForContent(state, storyboards) : [];
      return { refused, takes: retriable.length === 0 ? [] : await retryTakes(state, selection) };
    };
    const { takes, refused } =
      realm === undefined ? { takes: [], refused: [] } : await withState(stateFolder, realm, letGo);
    if (options.json)
      writeJson(stdout, { ok: true, realm, takes: takes.map(nameOf), refusedForContent: refused.map(nameOf) });
    else stdout.write(describe(takes, refused));
    return ExitCode.ok;
  },
});

interface Retried {
  readonly takes: readonly TakeKey[];
  /** What was left because a vendor refused it for its content. */
  readonly refused: readonly TakeKey[];
}

function describe(takes: readonly TakeKey[], refused: readonly TakeKey[]): string {
  const left =
    refused.length === 0
      ? ""
      : say`Refused for their content; use --take to submit them again: ${refused.map(nameOf).join(", ")}\n`;
  if (takes.length === 0) return left === "" ? say`No takes have failed.\n` : left;
  return (
    say`The next render submits ${translate(count(takes.length, "take"))} again: ${takes.map(nameOf).join(", ")}\n` +
    left
  );
}

interface Concern {
  readonly patterns: readonly string[];
  readonly storyboards: readonly string[] | undefined;
}

async function concerns(state: State, { patterns, storyboards }: Concern): Promise<boolean> {
  if (patterns.length > 0) return (await takesMatching(state, patterns)).length > 0;
  const failed = await state.ledger.attempts({ states: statesWhere(hasFailed) });
  return failed.some(({ takes }) =>
    takes.some((key) => storyboards === undefined || storyboards.includes(key.storyboard)),
  );
}
