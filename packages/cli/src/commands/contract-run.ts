import { openWebhookReceiver, recordSession, runContract, toJson, toTable } from "@shotlist/contract-kit";
import { isLocalUrl, realmOf } from "@shotlist/core";
import { factsOf, type FormatId, present } from "@shotlist/schema";
import { amountOfMoney } from "../arguments/amount.ts";
import { parseBaseUrls } from "../arguments/base-url.ts";
import { defineCommand, type Command } from "../arguments/command.ts";
import { knownEdition, knownFormat } from "../arguments/known-format.ts";
import { positiveNumber, wholeNumber } from "../arguments/numbers.ts";
import { openBaseline } from "../contract-run/hold-to-baseline.ts";
import { openKeptRun } from "../contract-run/kept-run.ts";
import { showProgress } from "../contract-run/show-progress.ts";
import { writeReports } from "../contract-run/write-reports.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { createRecordingFile } from "../files/recording-file.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode, exitCodeOfInterrupt } from "../world/exit-code.ts";
import { toPlainJson } from "../output/plain-text.ts";
import { translate } from "../text/say.ts";
import { createKeyring } from "../owner/keyring.ts";
import { noOwner } from "../owner/owner.ts";
import type { Environment, World } from "../world/world.ts";

/** Tests an endpoint against a format, rule by rule. */
export const contractRun: Command = defineCommand({
  name: "contract run",
  summary: "Test an endpoint against its format, rule by rule",
  positionals: [],
  options: {
    format: { value: "F", description: "Format to test against" },
    edition: {
      value: "ID",
      description: "Edition to test against (default: what all editions have in common)",
    },
    "base-url": { value: "URL", description: "URL of the endpoint" },
    only: { value: "PATTERN", multiple: true, description: "Run only cases whose id matches; * matches anything" },
    live: { description: "Allow an endpoint that is not on this machine: reads, and submits with an invalid key" },
    "max-tasks": { value: "N", description: "Maximum number of submits with a valid key" },
    budget: { value: "AMOUNT", description: 'Maximum cost of these submits, such as "20 CNY"' },
    timeout: {
      value: "SECONDS",
      description: "Time limit for one case (default: 900, or 60 if its clock can be moved)",
    },
    seed: { value: "N", description: "Seed for bodies and timings; the same seed repeats them" },
    strict: { description: "Treat advice as failures" },
    json: { description: "Print the report as one JSON document" },
    junit: { value: "FILE", description: "Write the report as JUnit XML" },
    html: { value: "FILE", description: "Write the report as an HTML page" },
    badge: { value: "FILE", description: "Write an SVG badge with the share of rules that the endpoint passes" },
    baseline: { value: "FILE", description: "Fail only for deviations that this file does not accept" },
    "update-baseline": { description: "Write the deviations of this run to the --baseline file" },
    resume: { value: "FILE", description: "Save the run in this file, and continue from it" },
    record: { value: "FILE", description: "Record the calls for contract drift; the file must not exist yet" },
  },
  examples: [
    "shotlist contract run --format FORMAT --base-url http://127.0.0.1:4010/FORMAT",
    "shotlist contract run --format FORMAT --base-url URL --baseline accepted.json",
    'shotlist contract run --format FORMAT --base-url URL --live --budget "20 CNY" --resume run.jsonl',
  ],
  async run(_words, options, world) {
    if (options.format === undefined) throw usageError("shotlist contract run needs --format F");
    if (options["base-url"] === undefined) throw usageError("shotlist contract run needs --base-url URL");
    const id = await knownFormat(options.format);
    const format = knownEdition(id, options.edition);
    const [baseUrl = ""] = parseBaseUrls([options["base-url"]]).values();
    const { timeout, resume, baseline: baselineFile, "max-tasks": maxTasks, "update-baseline": update } = options;
    if (update && baselineFile === undefined) throw usageError("--update-baseline needs --baseline FILE");
    const { cwd } = world;
    const holdToBaseline = await openBaseline(baselineFile, { format, update, cwd });
    const env = await readEnvironment(options["env-file"], world);
    const apiKey = keyFor(id, baseUrl, { env, world });
    using interruption = world.interruptible();
    // An endpoint elsewhere could not reach this machine.
    await using webhooks = isLocalUrl(new URL(baseUrl)) ? await openWebhookReceiver() : undefined;
    using file = options.record === undefined ? undefined : createRecordingFile(options.record, { format: id, cwd });
    // The run itself decides how many submits go out.
    const recorder = { format: id, baseUrl, live: options.live, maxTasks: Number.POSITIVE_INFINITY };
    using kept =
      resume === undefined
        ? undefined
        : await openKeptRun(resume, { format, target: baseUrl.replace(/\/+$/, ""), cwd });
    const progress = showProgress(world.stderr);
    const run = await runContract({
      onCase: progress.onCase,
      ...(file === undefined ? {} : { fetch: recordSession({ ...recorder, onEntry: file.write }).fetch }),
      format,
      baseUrl,
      live: options.live,
      strict: options.strict,
      signal: interruption.signal,
      ...(options.only.length === 0 ? {} : { only: options.only }),
      ...present({ apiKey }),
      ...(maxTasks === undefined ? {} : { maxTasks: wholeNumber("max-tasks", maxTasks, { min: 0 }) }),
      ...(options.budget === undefined ? {} : { budget: amountOfMoney("budget", options.budget) }),
      ...(options.seed === undefined ? {} : { seed: wholeNumber("seed", options.seed, { min: 0 }) }),
      ...(timeout === undefined ? {} : { caseTimeoutMs: positiveNumber("timeout", timeout) * 1000 }),
      ...present({ onState: kept?.onState, resume: kept?.resume, webhookReceiver: webhooks }),
    }).finally(() => progress[Symbol.dispose]());
    const report = await holdToBaseline(run);
    if (report.results.length === 0) throw usageError(`No case matches --only ${options.only.join(" or ")}`);
    file?.keep();
    await writeReports(report, { junit: options.junit, html: options.html, badge: options.badge }, cwd);
    world.stdout.write(options.json ? toPlainJson(toJson(report)) : `${toTable(report, { translate }).trimEnd()}\n`);
    if (file?.failed.aborted === true) throw file.failed.reason;
    const by = interruption.by();
    if (by !== undefined) return exitCodeOfInterrupt[by];
    return report.ok ? ExitCode.ok : ExitCode.failed;
  },
});

/** The key of the format; the address was typed, so it may have it. */
function keyFor(
  format: FormatId,
  baseUrl: string,
  { env, world }: { readonly env: Environment; readonly world: World },
): string | undefined {
  const { apiKeyEnv } = factsOf(format);
  if ((env[apiKeyEnv] ?? "").trim() === "") return undefined;
  const target = { kind: "override", baseUrls: new Map([[format, baseUrl]]) } as const;
  const keyring = createKeyring({ env, owner: noOwner, target, world });
  return keyring.keyOf({ name: format, baseUrl, realm: realmOf(baseUrl), apiKeyEnv });
}
