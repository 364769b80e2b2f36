import {
  openWebhookReceiver,
  recordSession,
  runContract,
  toHtml,
  toJson,
  toJunit,
  toTable,
  type ContractReport,
} from "@shotlist/contract-kit";
import { isLocalUrl, realmOf } from "@shotlist/core";
import { factsOf, type FormatId } from "@shotlist/schema";
import { amountOfMoney } from "../arguments/amount.ts";
import { parseBaseUrls } from "../arguments/base-url.ts";
import { defineCommand, type Command } from "../arguments/command.ts";
import { knownEdition, knownFormat } from "../arguments/known-format.ts";
import { wholeNumber } from "../arguments/numbers.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { createRecordingFile } from "../files/recording-file.ts";
import { usageError } from "../errors.ts";
import { ExitCode, exitCodeOfInterrupt } from "../exit-code.ts";
import { writeOutput } from "../files/write-output.ts";
import { toPlainJson } from "../output/plain-text.ts";
import { createKeyring } from "../owner/keyring.ts";
import { noOwner } from "../owner/owner.ts";
import type { Environment, World } from "../world.ts";

/** Holds an endpoint against a format, rule by rule. */
export const contractRun: Command = defineCommand({
  name: "contract run",
  summary: "Hold an endpoint against its format, rule by rule",
  positionals: [],
  options: {
    format: { value: "F", description: "The format that the endpoint should keep" },
    edition: {
      value: "ID",
      description: "The edition of the format to test against (default: what all have in common)",
    },
    "base-url": { value: "URL", description: "Where the endpoint is" },
    only: { value: "PATTERN", multiple: true, description: "Only cases whose id matches; * stands for anything" },
    live: { description: "Allow an endpoint beyond this machine: reads, and submits with a wrong key" },
    "max-tasks": { value: "N", description: "Submits with a valid key that may be sent" },
    budget: { value: "AMOUNT", description: 'What they may cost at worst, such as "20 CNY"' },
    seed: { value: "N", description: "Draw the same bodies and timings again" },
    strict: { description: "Count advice as failure" },
    json: { description: "Print the report as one JSON document" },
    junit: { value: "FILE", description: "Write the report as JUnit XML" },
    html: { value: "FILE", description: "Write the report as a page" },
    record: { value: "FILE", description: "Keep the calls as a recording for contract drift; it must not exist yet" },
  },
  examples: ["shotlist contract run --format FORMAT --base-url http://127.0.0.1:4010/FORMAT"],
  async run(_words, options, world) {
    if (options.format === undefined) throw usageError("shotlist contract run needs --format F");
    if (options["base-url"] === undefined) throw usageError("shotlist contract run needs --base-url URL");
    const id = await knownFormat(options.format);
    const format = knownEdition(id, options.edition);
    const [baseUrl = ""] = parseBaseUrls([options["base-url"]]).values();
    const maxTasks = options["max-tasks"];
    const env = await readEnvironment(options["env-file"], world);
    const apiKey = keyFor(id, baseUrl, { env, world });
    using interruption = world.interruptible();
    // An endpoint elsewhere could not reach this machine.
    await using webhooks = isLocalUrl(new URL(baseUrl)) ? await openWebhookReceiver() : undefined;
    using file =
      options.record === undefined ? undefined : createRecordingFile(options.record, { format: id, cwd: world.cwd });
    // The run itself decides how many submits go out.
    const recorder = { format: id, baseUrl, live: options.live, maxTasks: Number.POSITIVE_INFINITY };
    const report = await runContract({
      ...(file === undefined ? {} : { fetch: recordSession({ ...recorder, onEntry: file.write }).fetch }),
      format,
      baseUrl,
      live: options.live,
      strict: options.strict,
      signal: interruption.signal,
      ...(options.only.length === 0 ? {} : { only: options.only }),
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(maxTasks === undefined ? {} : { maxTasks: wholeNumber("max-tasks", maxTasks, { min: 0 }) }),
      ...(options.budget === undefined ? {} : { budget: amountOfMoney("budget", options.budget) }),
      ...(options.seed === undefined ? {} : { seed: wholeNumber("seed", options.seed, { min: 0 }) }),
      ...(webhooks === undefined ? {} : { webhookReceiver: webhooks }),
    });
    if (report.results.length === 0) throw usageError(`No case matches --only ${options.only.join(" or ")}`);
    file?.keep();
    await writeReports(report, { junit: options.junit, html: options.html, cwd: world.cwd });
    world.stdout.write(options.json ? toPlainJson(toJson(report)) : `${toTable(report).trimEnd()}\n`);
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

interface ReportFiles {
  readonly junit: string | undefined;
  readonly html: string | undefined;
  readonly cwd: string;
}

async function writeReports(report: ContractReport, { junit, html, cwd }: ReportFiles): Promise<void> {
  if (junit !== undefined) await writeOutput(junit, toJunit(report), cwd);
  if (html !== undefined) await writeOutput(html, toHtml(report), cwd);
}
