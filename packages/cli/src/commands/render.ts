import type { JoinedTake } from "@shotlist/batch-runner";
import type { Plan, ResolvedProvider } from "@shotlist/core";
import { amountOfMoney, spanOfTime } from "../arguments/amount.ts";
import { defineCommand, type Command } from "../arguments/command.ts";
import { positiveNumber, wholeNumber } from "../arguments/numbers.ts";
import { requireKeys } from "../environment/keys.ts";
import { tellServices } from "../ci/tell-services.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { checkTarget, readTarget } from "../environment/target.ts";
import { usageError } from "../world/errors.ts";
import { createKeyring } from "../owner/keyring.ts";
import { ownerAndKeyOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { compileStage } from "../ladder/compile-stage.ts";
import { stageOf, stageOptions } from "../ladder/stage.ts";
import { refuseUnapproved, stagedTakes } from "../ladder/staged-takes.ts";
import { isWatched } from "../output/is-watched.ts";
import { finalsNotes, finalsToJson } from "../output/finals.ts";
import { writeJson, writeJsonLine } from "../output/json.ts";
import { createProgress } from "../output/progress/create-progress.ts";
import { describeReport, renderReportToJson } from "../output/render-report.ts";
import { tableWidth } from "../output/table-width.ts";
import { writeNotes } from "../output/notes.ts";
import { styleFor } from "../output/style.ts";
import { announce } from "../render/announce.ts";
import { announceInterruption } from "../render/announce-interruption.ts";
import { readCutoff } from "../render/cutoff.ts";
import { allowsStale, requireConsent } from "../render/consent.ts";
import { openIdleMock, openMock, openNetwork, type Endpoint } from "../render/endpoint.ts";
import { handOver, requireDetachable } from "../render/detach.ts";
import { exitCodeOfReport } from "../render/exit-code-of-report.ts";
import { matcherOf, onlyOf } from "../render/only.ts";
import { whileOutputsAreFree } from "../render/refused-outputs.ts";
import { runBudget } from "../render/run-budget.ts";
import { renderPlans, type RenderSettings } from "../render/render-plans.ts";
import { toPlanFile } from "../reviewed/plan-file.ts";
import { readReviewed } from "../reviewed/read-reviewed.ts";
import { refuseMoved } from "../reviewed/refuse-moved.ts";
import { tasksToPay } from "../paying/tasks-to-pay.ts";
import { requireReach } from "../render/require-reach.ts";
import { resolveByName } from "../providers/reach.ts";
import { storedProviders } from "../render/stored-providers.ts";
import { joinWithLedger } from "../state/join-with-ledger.ts";
import { prepareStateFolder } from "../state/prepare-state-folder.ts";
import { refuseSharedLedger } from "../state/shared-ledger.ts";
import { findStateFolder, optionsForState } from "../state/state-folder.ts";
import { refuseOtherFiles, rememberFiles } from "../storyboards/known-files.ts";
import { openTelemetry } from "../telemetry/open-telemetry.ts";
import { openNoticesOfRun, readWebhooks, webhookOptions } from "../webhooks/notices-of-run.ts";
import type { Environment } from "../world/world.ts";

const mockSpeed = 60;

/** Renders what is not rendered yet; a second call resumes and collects. */
export const render: Command = defineCommand({
  name: "render",
  summary: "Render what is not rendered yet; run it again to resume",
  positionals: [{ name: "FILE", optional: true, repeated: true }],
  options: {
    mock: { description: "Render with the built-in mock: no key, no network, no cost" },
    "base-url": { value: "[PROVIDER=]URL", multiple: true, description: "Send requests to another endpoint" },
    plan: {
      value: "FILE",
      description: "Run a plan written by shotlist plan --out, exactly or not at all",
    },
    ...stageOptions,
    only: { value: "PATTERN", description: "Render only these takes and what they need; * matches anything" },
    concurrency: { value: "N", description: "Maximum number of tasks in flight" },
    "max-tasks": { value: "N", description: "Maximum number of tasks to submit" },
    budget: {
      value: "AMOUNT",
      multiple: true,
      description: 'Maximum amount to spend, such as "200 CNY"; one per currency',
    },
    cutoff: {
      value: "MODE",
      description: "hard, soft (shots that depend on paid ones may exceed the budget) or cautious",
    },
    "max-duration": { value: "TIME", description: "Stop waiting after this time, such as 50m; run again to collect" },
    ...webhookOptions,
    out: { value: "DIR", description: "Folder for the clips" },
    "force-output": { description: "Replace existing files that are not known clips" },
    rebuy: { description: "Pay again for clips that are gone" },
    yes: { description: "Agree to pay without a prompt" },
    detach: { description: "Hand the takes to the workers of a shared ledger (shotlist worker), and leave" },
    speed: { value: "X", description: `With --mock: how many times faster than real time (default: ${mockSpeed})` },
    strict: { description: "Treat warnings as errors" },
    ...ownerAndKeyOptions,
    junit: { value: "FILE", description: "Write a JUnit report, in which each take is a test" },
    json: { description: "Print one JSON document at the end" },
    events: { description: "Print one JSON document per event" },
  },
  examples: [
    "shotlist render campaign.yaml --mock",
    "shotlist render campaign.yaml --only 'reveal*' --max-tasks 2",
    "shotlist render --plan plan.json",
  ],
  async run(words, options, world) {
    if (options.json && options.events) throw usageError("--json and --events cannot be used together");
    if (options.final && options.rebuy) throw usageError("--final and --rebuy cannot be used together");
    if (options.speed !== undefined && !options.mock) throw usageError("--speed needs --mock");
    const speed = options.speed === undefined ? mockSpeed : positiveNumber("speed", options.speed);
    const concurrency = optionalCount("concurrency", options.concurrency, 1);
    const maxTasks = optionalCount("max-tasks", options["max-tasks"], 0);
    const budget = options.budget.map((amount) => amountOfMoney("budget", amount));
    const cutoff = readCutoff(options.cutoff);
    const webhooks = readWebhooks(options);
    const maxDuration = options["max-duration"];
    const maxDurationMs = maxDuration === undefined ? undefined : spanOfTime("max-duration", maxDuration);
    const { stdout, stderr, cwd } = world;
    const reviewed = await readReviewed(words, options, world);
    const files = reviewed?.files ?? words;
    const only = reviewed?.only ?? options.only;
    const stage = reviewed === undefined ? stageOf(options) : reviewed.stage;
    const env = await readEnvironment(options["env-file"], world);
    const owner = await loadOwner(files, options, world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files });
    if (options.rebuy) refuseSharedLedger(stateFolder, "--rebuy");
    if (options.detach) requireDetachable(stateFolder, options);
    const target = readTarget({ mock: options.mock, baseUrls: options["base-url"] });

    const { witness } = world;
    const reading = { world, env, owner, strict: options.strict, target, stage, onRead: witness?.read };
    const staged = await compileStage(files, reading);
    const { plans } = staged;
    await checkTarget(target, plans);
    await refuseOtherFiles(plans, { stateFolder, cwd, env, owner });
    const all = await joinWithLedger(plans, { stateFolder, cwd });
    const takes = await stagedTakes(onlyOf(all, only), staged, { stateFolder, cwd });
    const { joined } = takes;
    if (reviewed !== undefined)
      refuseMoved(reviewed, toPlanFile(plans, joined, { files, only, stage }), options.plan ?? "");
    refuseUnapproved(takes);
    const keyring = createKeyring({ env, owner, target, world });
    // Workers have keys of their own, and look up their own vendors.
    const stored = options.detach ? [] : await storedProviders(plans, joined, { stateFolder, cwd });
    const isAsking = !options.detach && joined.some(needsKey);
    await keyring.admit([...(isAsking ? plans.flatMap(({ providers }) => providers) : []), ...stored]);
    if (isAsking)
      requireKeys(
        plans.flatMap(({ providers }) => providers),
        keyring,
      );
    await requireReach(options.detach ? [] : payingProviders(plans, joined, options.rebuy), {
      owner,
      env,
      resolve: resolveByName,
    });
    const interactive = isWatched(stderr, env);
    const consent = {
      interactive: interactive && world.readAnswer !== undefined,
      yes: options.yes,
      rebuy: options.rebuy,
      maxTasks,
      budget,
      reviewed: reviewed !== undefined,
    };
    if (!options.json && !options.events) announce(plans, joined, { world, interactive });
    writeNotes(stderr, finalsNotes(takes));
    await requireConsent(joined, consent, world);
    const limits = {
      budget,
      owner,
      cutoff,
      maxTasks: mostTasks(joined, { maxTasks, isReviewed: reviewed !== undefined }),
    };
    const wanted = wantedOf(joined, { only, isExact: reviewed !== undefined || stage === "final" });
    if (options.detach) {
      const allowStale = allowsStale(joined, consent);
      return handOver(plans, { ...limits, stateFolder, cwd, only: wanted, allowStale, json: options.json, world });
    }

    const hasOwnFormats = (owner.config.formats ?? []).length > 0;
    await witness?.begin({ plans, joined: all, stateFolder, assetRoots: owner.assetRoots, hasOwnFormats });
    using interruption = world.interruptible();
    announceInterruption(interruption, world);
    await using endpoint = await openEndpoint(plans, all, { mock: options.mock ? { speed } : undefined, env });
    const now = (): number => endpoint.clock.now();
    await using notices = await openNoticesOfRun(webhooks, { plans, env, stateFolder, world, now });
    prepareStateFolder(stateFolder);
    rememberFiles(plans, { stateFolder, cwd });
    const manyStoryboards = plans.length > 1;
    using progress = createProgress(world, {
      interactive,
      manyStoryboards,
      ...(options.mock ? {} : { budget: await runBudget(plans, { budget, owner, stateFolder }) }),
    });
    using telemetry = await openTelemetry({ isOneRun: true }, { env, stderr });
    const report = await whileOutputsAreFree(world, () =>
      renderPlans(endpoint, {
        stateFolder,
        cwd,
        keyring,
        out: options.out,
        forceOutput: options["force-output"],
        only: wanted,
        drafts: stage === "final" ? staged.drafts : undefined,
        concurrency,
        ...limits,
        maxDurationMs,
        webhookUrl: webhooks?.url,
        notices,
        allowStale: allowsStale(joined, consent),
        rebuy: options.rebuy,
        telemetry,
        signal: interruption.signal,
        onEvent: (event) => {
          witness?.event(event);
          if (options.events) writeJsonLine(stdout, event);
          progress.onEvent(event);
          telemetry?.onEvent(event);
        },
      }),
    );
    witness?.end(report);
    progress.close();
    if (interactive) stderr.write("\n");
    const output = options.json || options.events ? stderr : stdout;
    const stateOptions = optionsForState(stateFolder, { state: options.state, env, cwd });
    output.write(
      await describeReport(report, {
        style: styleFor(output, world.env),
        width: tableWidth(output),
        cwd,
        manyStoryboards,
        providers: new Map(all.map(({ take }) => [`${take.storyboard}/${take.id}`, take.provider])),
        stateOptions,
        again: world.commandLine,
      }),
    );
    const finals = stage === "final" ? { finals: finalsToJson(takes) } : {};
    if (options.json) writeJson(stdout, { ...renderReportToJson(report), ...finals });
    await tellServices(report, { junit: options.junit, world, takes: all.map(({ take }) => take) });
    return exitCodeOfReport(report, interruption.by());
  },
});

interface Wanted {
  readonly only: string | undefined;
  /** Nothing is bought but what was shown, whatever is approved meanwhile. */
  readonly isExact: boolean;
}

/** Which takes a run is about; `undefined` for all, and for what was paid for and is not asked for any more. */
function wantedOf(joined: readonly JoinedTake[], { only, isExact }: Wanted): RenderSettings["only"] {
  if (!isExact) return only === undefined ? undefined : matcherOf(only);
  const names = new Set(joined.map(({ take }) => `${take.storyboard}/${take.id}`));
  return ({ storyboard, id }) => names.has(`${storyboard}/${id}`);
}

/** What was reviewed is the limit of a plan that is carried out. */
function mostTasks(
  joined: readonly JoinedTake[],
  { maxTasks, isReviewed }: { readonly maxTasks: number | undefined; readonly isReviewed: boolean },
): number | undefined {
  return isReviewed ? Math.min(maxTasks ?? Infinity, tasksToPay(joined).length) : maxTasks;
}

function optionalCount(option: string, value: string | undefined, min: number): number | undefined {
  return value === undefined ? undefined : wholeNumber(option, value, { min });
}

/** The providers that tasks would be paid at. */
function payingProviders(
  plans: readonly Plan[],
  joined: readonly JoinedTake[],
  rebuy: boolean,
): readonly ResolvedProvider[] {
  const paid = new Set(tasksToPay(joined, { rebuy }).map(({ lead: { take } }) => `${take.realm} ${take.provider}`));
  return plans.flatMap(({ providers }) => providers.filter(({ realm, name }) => paid.has(`${realm} ${name}`)));
}

/** Whether the vendor has to be asked for anything. */
function needsKey({ own, action }: JoinedTake): boolean {
  return own === "render" || own === "stale" || action === "collect";
}

async function openEndpoint(
  plans: readonly Plan[],
  joined: readonly JoinedTake[],
  { mock, env }: { readonly mock: { readonly speed: number } | undefined; readonly env: Environment },
): Promise<Endpoint> {
  if (mock === undefined) return openNetwork(plans, env);
  return joined.every(({ action }) => action === "cached") ? openIdleMock(plans) : openMock(plans, mock);
}
