import { dirname, resolve } from "node:path";
import { createTransport, readProxySettings } from "@shotlist/batch-runner";
import { realmClassOf, type Plan } from "@shotlist/core";
import { defineCommand, type Command } from "../arguments/command.ts";
import { checkLedgers } from "../doctor/check-ledgers.ts";
import { checkFfmpeg, checkFolder, checkNode } from "../doctor/check-machine.ts";
import { checkProxy, checkReach } from "../doctor/check-network.ts";
import { checkProvider } from "../doctor/check-provider.ts";
import { exitCodeOfFindings, type Finding } from "../doctor/finding.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { checkTarget, readTarget } from "../environment/target.ts";
import { createKeyring } from "../owner/keyring.ts";
import { ownerAndKeyOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { writeJson } from "../output/json.ts";
import { toOneLine } from "../output/plain-text.ts";
import { styleFor, type Style } from "../output/style.ts";
import { count } from "../output/units.ts";
import { builtInEndpoints, type ProviderEndpoint } from "../providers/endpoint-of.ts";
import { factNotes } from "../providers/fact-notes.ts";
import { resolveByName } from "../providers/reach.ts";
import { linkHostsOf } from "../owner/key-hosts.ts";
import { outputDirOfClass } from "../state/realm-class.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { compileOrRefuse } from "../storyboards/compile-or-refuse.ts";
import { say, text, translate } from "../text/say.ts";

/** Looks for what keeps renders from working, without billing anything. */
export const doctor: Command = defineCommand({
  name: "doctor",
  summary: "Check the setup for problems (costs nothing)",
  positionals: [{ name: "FILE", optional: true }],
  options: {
    "base-url": { value: "[PROVIDER=]URL", multiple: true, description: "Check another endpoint" },
    ...ownerAndKeyOptions,
    json: { description: "Print one JSON document" },
  },
  examples: ["shotlist doctor", "shotlist doctor campaign.yaml --env-file keys.env"],
  async run(files, options, world) {
    const { stdout, cwd } = world;
    const env = await readEnvironment(options["env-file"], world);
    const owner = await loadOwner(files, options, world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files });
    const target = readTarget({ mock: false, baseUrls: options["base-url"] });
    const plans = await compileOrRefuse(files, { world, env, owner, strict: false, target });
    if (files.length > 0) await checkTarget(target, plans);
    // Without a storyboard nobody knows which of them are needed.
    const isNeeded = files.length > 0;
    const endpoints = isNeeded ? plans.flatMap(({ providers }) => providers) : builtInEndpoints(target);
    using interruption = world.interruptible();
    const findings = [
      checkNode(process.versions.node),
      ...checkFolder("state", stateFolder),
      ...(await checkLedgers(stateFolder)),
      ...plans.flatMap((plan) => outputFolders(plan, cwd)).flatMap((folder) => checkFolder(text("clips"), folder)),
      checkFfmpeg(env),
      ...checkProxy(env),
      ...endpoints.flatMap((endpoint) =>
        factNotes(endpoint, world).map((message): Finding => ({
          subject: `facts of ${endpoint.name}`,
          state: "note",
          message,
        })),
      ),
      ...(await checkProviders(endpoints, {
        isNeeded,
        env,
        keyring: createKeyring({ env, owner, target, world }),
        owner,
        signal: interruption.signal,
      })),
    ];
    const exitCode = exitCodeOfFindings(findings);
    if (options.json) writeJson(stdout, { ok: exitCode === 0, findings: findings.map(findingToJson) });
    else stdout.write(describeFindings(findings, styleFor(stdout, world.env)));
    return exitCode;
  },
});

function outputFolders({ file, outputDir, takes }: Plan, cwd: string): readonly string[] {
  const classes = new Set(takes.map(({ realm }) => realmClassOf(realm)));
  return [...classes].map((realmClass) => resolve(cwd, dirname(file), outputDirOfClass(outputDir, realmClass)));
}

type ProvidersOptions = Pick<Parameters<typeof checkProvider>[1], "isNeeded" | "env" | "keyring" | "owner" | "signal">;

async function checkProviders(
  endpoints: readonly ProviderEndpoint[],
  options: ProvidersOptions,
): Promise<readonly Finding[]> {
  const transport = createTransport({ proxy: readProxySettings(options.env) });
  try {
    const checks = endpoints.map(async (endpoint) => [
      ...(await checkProvider(endpoint, { ...options, transport, now: () => Date.now() })),
      ...(options.isNeeded
        ? await checkReach(endpoint, { ...options, resolve: resolveByName, linkHosts: linkHostsOf(options.owner) })
        : []),
    ]);
    return (await Promise.all(checks)).flat();
  } finally {
    await transport.close();
  }
}

function findingToJson({ subject, state, message, hint }: Finding): object {
  return { subject, state, message, hint };
}

const marks = {
  good: { colour: "green", sign: "✓" },
  note: { colour: "dim", sign: "·" },
  problem: { colour: "red", sign: "✗" },
} as const;

function describeFindings(findings: readonly Finding[], style: Style): string {
  const problems = findings.filter(({ state }) => state === "problem").length;
  const lines = findings.map(({ subject, state, message, hint }) => {
    const way = hint === undefined ? "" : `\n  ${style("cyan", say`help: `)}${translate(hint)}`;
    const { colour, sign } = marks[state];
    return `${style(colour, sign)} ${toOneLine(say`${translate(subject)}: ${translate(message)}`)}${way}\n`;
  });
  const verdict =
    problems === 0 ? style("green", say`No problems found.`) : say`${translate(count(problems, "problem"))}.`;
  return `${lines.join("")}\n${verdict}\n`;
}
