import { listUncertain, resolveTake, type Attempt, type Decision, type State } from "@shotlist/batch-runner";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { writeJson } from "../output/json.ts";
import { styleFor } from "../output/style.ts";
import {
  chooseRealm,
  isTake,
  knowsTake,
  nameOf,
  realmOption,
  withExistingStates,
  withState,
} from "../state/existing-states.ts";
import { describeHeldUpload, heldUploads, heldUploadsToJson, resolveUpload } from "../undecided/held-uploads.ts";
import { agreeToSubmitAgain } from "../render/agree-again.ts";
import { findStateFolder, optionsForState } from "../state/state-folder.ts";
import { takesMatching } from "../state/takes-matching.ts";
import { estimatesOf } from "../storyboards/estimates-of.ts";
import type { CommandWorld, Environment } from "../world/world.ts";
import { say } from "../text/say.ts";
import { describeUndecided, undecidedToJson } from "../undecided/undecided.ts";

/** Takes a person's decision about a submit that nobody knows the outcome of, or about a lost task. */
export const resolve: Command = defineCommand({
  name: "resolve",
  summary: "Decide what happens to uncertain submits and lost tasks",
  positionals: [{ name: "TAKE", optional: true, repeated: true }],
  options: {
    list: { description: "Show what needs a decision" },
    adopt: { value: "TASK_ID", description: "The vendor has this task: use it for the take" },
    release: { value: "TASK_ID", description: "Undo an --adopt of this task: the take is uncertain again" },
    resubmit: { description: "The vendor has no task: submit again with the next render; may be charged twice" },
    abandon: { description: "Give up the clip" },
    "upload-again": {
      value: "HASH",
      description: "The vendor does not have this file: upload it again with the next render; may be charged twice",
    },
    yes: { description: "With --resubmit: agree to pay without a prompt" },
    realm: realmOption,
    json: { description: "Print one JSON document" },
  },
  examples: [
    "shotlist resolve --list",
    "shotlist resolve 'launch/reveal[lang=en]' --adopt cgt-20261121-abcde",
    "shotlist resolve 'launch/*' --resubmit",
    "shotlist resolve --upload-again 3f2a91c07be4",
  ],
  async run(patterns, options, world) {
    const env = await readEnvironment(options["env-file"], world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd: world.cwd, files: [] });
    const decision = readDecision(options);
    const { "upload-again": hash } = options;
    if (hash !== undefined) {
      if (patterns.length > 0 || decision !== undefined || options.list)
        throw usageError("--upload-again is about a file: give it alone");
      return resolveUpload(stateFolder, { hash, realm: options.realm, json: options.json, world });
    }
    const [first] = patterns;
    if (first === undefined || decision === undefined) {
      if (first !== undefined)
        throw usageError(
          `What should happen to ${first}? Add --adopt TASK_ID, --release TASK_ID, --resubmit or --abandon`,
        );
      if (decision !== undefined)
        throw usageError("shotlist resolve needs TAKE", "List them with shotlist resolve --list");
      if (!options.list) throw usageError("shotlist resolve needs TAKE or --list");
      const stateOptions = optionsForState(stateFolder, { state: options.state, env, cwd: world.cwd });
      return list(stateFolder, { json: options.json, world, stateOptions });
    }
    if (options.list) throw usageError("--list cannot be used with a decision");
    if (typeof decision === "object" && patterns.length > 1)
      throw usageError("--adopt and --release take only one TAKE");
    const { realm, yes } = options;
    const takes = typeof decision === "object" ? [first] : await openAmong(patterns, stateFolder, realm);
    const attempts = await decide(stateFolder, { takes, decision, realm, yes, env, world });
    if (options.json) writeJson(world.stdout, documentOf(attempts, patterns));
    else world.stdout.write(attempts.map(describeDecision).join(""));
    return ExitCode.ok;
  },
});

interface DecisionOptions {
  readonly adopt: string | undefined;
  readonly release: string | undefined;
  readonly resubmit: boolean;
  readonly abandon: boolean;
}

function readDecision({ adopt, release, resubmit, abandon }: DecisionOptions): Decision | undefined {
  const given = [adopt !== undefined, release !== undefined, resubmit, abandon].filter(Boolean).length;
  if (given > 1) throw usageError("--adopt, --release, --resubmit and --abandon cannot be used together");
  if (release !== undefined) return { release };
  if (adopt !== undefined) return { adopt };
  if (resubmit) return "resubmit";
  return abandon ? "abandon" : undefined;
}

interface ListOptions {
  readonly json: boolean;
  readonly world: CommandWorld;
  readonly stateOptions: readonly string[];
}

async function list(stateFolder: string, { json, world, stateOptions }: ListOptions): Promise<ExitCode> {
  const { stdout } = world;
  const open = (await withExistingStates(stateFolder, listUncertain)).flat();
  const uploads = await heldUploads(stateFolder);
  const style = styleFor(stdout, world.env);
  if (json) writeJson(stdout, { undecided: open.map(undecidedToJson), uploads: heldUploadsToJson(uploads) });
  else if (open.length + uploads.length === 0) stdout.write(say`Nothing needs a decision.\n`);
  else
    stdout.write(
      [
        ...open.map((one) => describeUndecided(one, { style, stateOptions })),
        ...uploads.map((upload) => describeHeldUpload(upload, { style, stateOptions })),
      ].join("\n"),
    );
  return ExitCode.ok;
}

/** Of each attempt that waits for a decision and that a pattern means one take; a pattern that means none is kept as it is. */
async function openAmong(
  patterns: readonly string[],
  stateFolder: string,
  realm: string | undefined,
): Promise<readonly string[]> {
  const found = await withExistingStates(stateFolder, async (state) => {
    if (realm !== undefined && realm !== state.realmClass) return [];
    const open = await listUncertain(state);
    return Promise.all(
      patterns.map(async (pattern) => {
        const meant = new Set((await takesMatching(state, [pattern])).map(nameOf));
        return open.flatMap(({ takes }) => takes.map(nameOf).find((name) => meant.has(name)) ?? []);
      }),
    );
  });
  return [
    ...new Set(
      patterns.flatMap((pattern, index) => {
        const names = found.flatMap((ofRealm) => ofRealm[index] ?? []);
        return names.length === 0 ? [pattern] : names;
      }),
    ),
  ];
}

interface DecideOptions {
  readonly takes: readonly string[];
  readonly decision: Decision;
  /** The value of `--realm`. */
  readonly realm: string | undefined;
  readonly yes: boolean;
  readonly env: Environment;
  readonly world: CommandWorld;
}

async function decide(stateFolder: string, options: DecideOptions): Promise<readonly Attempt[]> {
  const { takes, decision, realm, yes, env, world } = options;
  const subject = `${takes.join(", ")} needs a decision`;
  const concerns = async (state: State): Promise<boolean> => {
    for (const take of takes) {
      const isConcerned =
        typeof decision === "object" && "release" in decision
          ? await hasTask(state, take, decision.release)
          : await waitsFor(state, take);
      if (isConcerned) return true;
    }
    return false;
  };
  const waiting = await chooseRealm(stateFolder, { realm, subject, concerns });
  // If nothing waits, a ledger that knows the take says its state.
  const known = await withExistingStates(stateFolder, async (state) => ({
    realmClass: state.realmClass,
    knows: await knowsTake(state, takes[0] ?? ""),
  }));
  const asked = waiting ?? known.find(({ knows }) => knows)?.realmClass ?? known[0]?.realmClass;
  if (asked === undefined) throw new Error(`no ledger at ${stateFolder}`);
  return withState(stateFolder, asked, async (state) => {
    if (decision === "resubmit") await agree(state, takes, { stateFolder, env, world, yes });
    const attempts: Attempt[] = [];
    for (const take of takes) attempts.push(await resolveTake(state, take, decision));
    return attempts;
  });
}

interface AgreeOptions {
  readonly stateFolder: string;
  readonly env: Environment;
  readonly world: CommandWorld;
  readonly yes: boolean;
}

/** Nothing is asked about a take that cannot be decided: the decision itself says why. */
async function agree(
  state: State,
  takes: readonly string[],
  { stateFolder, env, world, yes }: AgreeOptions,
): Promise<void> {
  const open = (await listUncertain(state)).filter((one) =>
    one.takes.some((key) => takes.some((take) => isTake(key, take))),
  );
  const estimateOf = await estimatesOf(
    open.flatMap((one) => one.takes),
    { stateFolder, env, world },
  );
  const asked = open.map((one) => ({
    named: one.takes.filter((key) => takes.some((take) => isTake(key, take))),
    takes: one.takes,
    estimate: estimateOf(one.takes, one.price),
  }));
  await agreeToSubmitAgain(asked, { realmClass: state.realmClass, yes, world });
}

async function hasTask({ ledger }: State, take: string, taskId: string): Promise<boolean> {
  return (await ledger.attempts()).some(
    ({ takes, state }) => "taskId" in state && state.taskId === taskId && takes.some((key) => isTake(key, take)),
  );
}

async function waitsFor(state: State, take: string): Promise<boolean> {
  return (await listUncertain(state)).some(({ takes }) => takes.some((key) => isTake(key, take)));
}

/** As it always was for one take that was written out; the others are listed. */
function documentOf(attempts: readonly Attempt[], patterns: readonly string[]): object {
  const decided = attempts.map(({ id, takes, realm, state }) => ({
    attempt: id,
    takes: takes.map(nameOf),
    realm,
    state: state.name,
  }));
  const [first] = decided;
  return { ok: true, ...(patterns.length === 1 && decided.length === 1 ? first : {}), decided };
}

function describeDecision({ takes, state }: Attempt): string {
  const names = takes.map(nameOf).join(", ");
  if (state.name === "adopted") return say`${names}: adopted task ${state.taskId}. The next render collects it.\n`;
  if (state.name === "uncertain") return say`${names}: uncertain again. Nothing is submitted until you decide.\n`;
  if (state.name === "resubmitted") return say`${names}: the next render submits it again.\n`;
  return say`${names}: abandoned.\n`;
}
