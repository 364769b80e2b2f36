import {
  listUncertain,
  resolveTake,
  type Attempt,
  type Decision,
  type State,
  type Undecided,
} from "@shotlist/batch-runner";
import { defineCommand, type Command } from "../arguments/command.ts";
import { shellQuote } from "../arguments/shell-quote.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { usageError } from "../errors.ts";
import { ExitCode } from "../exit-code.ts";
import { writeJson } from "../output/json.ts";
import { styleFor, type Style } from "../output/style.ts";
import {
  chooseRealm,
  isTake,
  knowsTake,
  nameOf,
  realmOption,
  withExistingStates,
  withState,
} from "../state/existing-states.ts";
import { findStateFolder, optionsForState } from "../state/state-folder.ts";
import type { CommandWorld } from "../world.ts";

/** Takes a person's decision about a submit that nobody knows the outcome of, or about a lost task. */
export const resolve: Command = defineCommand({
  name: "resolve",
  summary: "Decide an uncertain submit or a lost task",
  positionals: [{ name: "TAKE", optional: true }],
  options: {
    list: { description: "Show what waits for a decision" },
    adopt: { value: "TASK_ID", description: "The vendor has the task: wait for this one" },
    release: { value: "TASK_ID", description: "Undo an --adopt of this task: the take is uncertain again" },
    resubmit: { description: "The vendor has no task: submit again with the next render, which may bill twice" },
    abandon: { description: "Give the clip up" },
    realm: realmOption,
    json: { description: "Print one JSON document" },
  },
  examples: ["shotlist resolve --list", "shotlist resolve 'launch/reveal[lang=en]' --adopt cgt-20261121-abcde"],
  async run([take], options, world) {
    const env = await readEnvironment(options["env-file"], world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd: world.cwd, files: [] });
    const decision = readDecision(options);
    if (take === undefined || decision === undefined) {
      if (take !== undefined)
        throw usageError(
          `What is to become of ${take}? Add --adopt TASK_ID, --release TASK_ID, --resubmit or --abandon`,
        );
      if (decision !== undefined) throw usageError("shotlist resolve needs TAKE", "shotlist resolve --list shows them");
      if (!options.list) throw usageError("shotlist resolve needs TAKE, or --list");
      const stateOptions = optionsForState(stateFolder, { state: options.state, env, cwd: world.cwd });
      return list(stateFolder, { json: options.json, world, stateOptions });
    }
    if (options.list) throw usageError("--list and a decision exclude each other");
    const attempt = await decide(stateFolder, { take, decision, realm: options.realm });
    if (options.json) writeJson(world.stdout, attemptToJson(attempt));
    else world.stdout.write(describeDecision(attempt));
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
  if (given > 1) throw usageError("--adopt, --release, --resubmit and --abandon exclude each other");
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
  const style = styleFor(stdout, world.env);
  if (json) writeJson(stdout, { undecided: open.map(undecidedToJson) });
  else if (open.length === 0) stdout.write("Nothing waits for a decision.\n");
  else stdout.write(open.map((one) => describeUndecided(one, { style, stateOptions })).join("\n"));
  return ExitCode.ok;
}

interface DecideOptions {
  readonly take: string;
  readonly decision: Decision;
  /** The value of `--realm`. */
  readonly realm: string | undefined;
}

async function decide(stateFolder: string, { take, decision, realm }: DecideOptions): Promise<Attempt> {
  const subject = `${take} waits for a decision`;
  const concerns = (state: State): Promise<boolean> =>
    typeof decision === "object" && "release" in decision
      ? hasTask(state, take, decision.release)
      : waitsFor(state, take);
  const waiting = await chooseRealm(stateFolder, { realm, subject, concerns });
  // Where nothing waits, a ledger that knows the take says how it stands.
  const known = await withExistingStates(stateFolder, async (state) => ({
    realmClass: state.realmClass,
    knows: await knowsTake(state, take),
  }));
  const asked = waiting ?? known.find(({ knows }) => knows)?.realmClass ?? known[0]?.realmClass;
  if (asked === undefined) throw new Error(`no ledger at ${stateFolder}`);
  return withState(stateFolder, asked, (state) => resolveTake(state, take, decision));
}

async function hasTask({ ledger }: State, take: string, taskId: string): Promise<boolean> {
  return (await ledger.attempts()).some(
    ({ takes, state }) => "taskId" in state && state.taskId === taskId && takes.some((key) => isTake(key, take)),
  );
}

async function waitsFor(state: State, take: string): Promise<boolean> {
  return (await listUncertain(state)).some(({ takes }) => takes.some((key) => isTake(key, take)));
}

function undecidedToJson({
  takes,
  state,
  realm,
  provider,
  model,
  reason,
  taskId,
  seed,
  clientId,
  intentAt,
}: Undecided): object {
  return {
    takes: takes.map(nameOf),
    state,
    realm,
    provider,
    model,
    reason,
    taskId,
    seed,
    clientId,
    submittedAt: isoOf(intentAt),
  };
}

function isoOf(atMs: number | undefined): string | undefined {
  return atMs === undefined ? undefined : new Date(atMs).toISOString();
}

interface DescribeOptions {
  readonly style: Style;
  readonly stateOptions: readonly string[];
}

/** What is known of it, by which a person finds it in the vendor's list, and the commands that decide it. */
function describeUndecided(one: Undecided, { style, stateOptions }: DescribeOptions): string {
  const { takes, state, realm, provider, model, reason, taskId, seed, clientId, intentAt } = one;
  const [take] = takes.map(nameOf);
  const command = (...decision: readonly string[]): string =>
    shellQuote(["shotlist", "resolve", take ?? "", ...decision, ...stateOptions]);
  const facts = [
    ["provider", `${provider} (${realm})`],
    ["model", model],
    ["submitted", isoOf(intentAt)],
    ["task", taskId],
    ["seed", seed],
    ["client id", clientId],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`  ${String(name).padEnd(9)}  ${value}\n`]));
  return [
    `${style("bold", takes.map(nameOf).join(", "))} ${style("yellow", state)}: ${reason}\n`,
    ...facts,
    `  ${command("--adopt", taskId ?? "TASK_ID")}\n`,
    `  ${command("--resubmit")}\n`,
    `  ${command("--abandon")}\n`,
  ].join("");
}

function attemptToJson({ id, takes, realm, state }: Attempt): object {
  return { ok: true, attempt: id, takes: takes.map(nameOf), realm, state: state.name };
}

function describeDecision({ takes, state }: Attempt): string {
  const names = takes.map(nameOf).join(", ");
  if (state.name === "adopted") return `${names}: task ${state.taskId} is adopted. The next render collects it.\n`;
  if (state.name === "uncertain") return `${names}: uncertain again. Nothing is submitted until you decide.\n`;
  if (state.name === "resubmitted") return `${names}: the next render submits it again.\n`;
  return `${names}: given up.\n`;
}
