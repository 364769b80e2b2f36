import { createMockServer, parseScenario, playableFormats, variantsOf, type MockServer } from "@shotlist/mock-server";
import { editionsOf, isLoopbackHost, present } from "@shotlist/schema";
import { defineCommand, type Command } from "../arguments/command.ts";
import { knownFormat } from "../arguments/known-format.ts";
import { defaultMockPort } from "../arguments/mock-address.ts";
import { positiveNumber, wholeNumber } from "../arguments/numbers.ts";
import { shellQuote } from "../arguments/shell-quote.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { readInput } from "../files/read-input.ts";
import { writeJson } from "../output/json.ts";
import { untilAborted } from "./until-aborted.ts";
import { say } from "../text/say.ts";

/** Plays the vendors until it is interrupted. */
export const mock: Command = defineCommand({
  name: "mock",
  summary: "Run a local server that plays the vendors, offline and without a key",
  positionals: [],
  options: {
    format: { value: "F", description: "Also serve this format at the root" },
    edition: {
      value: "ID",
      description: 'Play this edition where a format has it; "ended" plays APIs that vendors have shut down',
    },
    port: { value: "N", description: `Port to listen on, 0 for any free port (default: ${defaultMockPort})` },
    host: { value: "H", description: "Address to listen on (default: 127.0.0.1)" },
    "allow-remote": { description: "Allow a host that other machines can reach, such as 0.0.0.0 in a container" },
    "allow-host": { value: "NAME", multiple: true, description: "Also answer to this host name" },
    speed: { value: "X", description: "How many times faster than real time tasks run (default: 60)" },
    manual: { description: "Stop the clock; move it with POST /__mock/clock" },
    seed: { value: "S", description: 'Seed for ids, durations and clips (default: "shotlist")' },
    variant: {
      value: "F=NAME",
      multiple: true,
      description: "Answer polls of a format in another shape that was seen in real answers",
    },
    scenario: { value: "FILE", description: "Inject the faults described in this YAML file" },
    "webhook-url": { value: "URL", description: "URL for events of the whole account, such as video.completed" },
    cors: { description: "Allow calls from any web page, not only from pages of this machine" },
    strict: { description: "Also refuse what a vendor would ignore" },
    json: { description: "Print the addresses as one JSON document" },
  },
  examples: [
    "shotlist mock",
    "shotlist mock --format FORMAT --speed 600",
    "shotlist mock --host 0.0.0.0 --allow-remote",
  ],
  async run(
    _words,
    {
      format,
      edition,
      port,
      host,
      "allow-remote": allowRemote,
      "allow-host": allowHosts,
      speed,
      manual,
      seed,
      variant,
      scenario,
      cors,
      strict,
      json,
      "webhook-url": webhookUrl,
    },
    { stdout, stderr, cwd, interruptible },
  ) {
    if (format !== undefined) await knownFormat(format);
    if (host !== undefined && !allowRemote && !isLoopbackHost(host)) {
      const hint = "Add --allow-remote to let other machines use the mock";
      throw usageError(`${JSON.stringify(host)} can be reached from other machines`, hint);
    }
    if (manual && speed !== undefined) throw usageError("--manual and --speed cannot be used together");
    if (edition !== undefined) knownMockEdition(edition);
    const variants = Object.fromEntries(await Promise.all(variant.map(knownVariant)));
    const script = scenario === undefined ? undefined : parseScenario(await readInput(scenario, cwd), scenario);
    using interruption = interruptible();
    await using server = await createMockServer({
      port: port === undefined ? defaultMockPort : wholeNumber("port", port, { min: 0, max: 65_535 }),
      strict,
      allowRemote,
      allowHosts,
      variants,
      ...present({ edition }),
      ...(cors ? { cors } : {}),
      ...(webhookUrl === undefined ? {} : { webhookUrl: knownUrl(webhookUrl) }),
      ...(manual ? { clock: "manual" } : {}),
      ...present({ seed, host, format, scenario: script }),
      ...(speed === undefined ? {} : { speed: positiveNumber("speed", speed) }),
    });
    if (json) writeJson(stdout, addressesOf(server));
    else stdout.write(describe(server, format));
    await untilAborted(interruption.signal);
    stderr.write(say`stopped\n`);
    return ExitCode.ok;
  },
});

/** Refuses a word that is an edition of no format. */
function knownMockEdition(edition: string): void {
  const known = [...new Set(playableFormats.flatMap((format) => editionsOf(format).map(({ id }) => id))), "ended"];
  if (known.includes(edition)) return;
  throw usageError(`Unknown edition ${JSON.stringify(edition)}`, `Editions: ${known.toSorted().join(", ")}`);
}

function knownUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw usageError(`--webhook-url takes a URL; got ${JSON.stringify(text)}`);
}

/** Reads `FORMAT=NAME`. */
async function knownVariant(word: string): Promise<readonly [format: string, variant: string]> {
  const [format = "", name = ""] = word.split("=", 2);
  const names = variantsOf(await knownFormat(format));
  if (names.includes(name)) return [format, name];
  const known = names.length === 0 ? `${format} has no variants` : `Variants of ${format}: ${names.join(", ")}`;
  throw usageError(`--variant takes FORMAT=NAME; got ${JSON.stringify(word)}`, known);
}

interface Addresses {
  readonly url: string;
  /** Base URL to give to a client, by format. */
  readonly formats: { readonly [format: string]: string };
  /** Virtual seconds in one second; 0 if the clock is stopped. */
  readonly speed: number;
}

function addressesOf(server: MockServer): Addresses {
  const formats = playableFormats.map((format) => [format, server.urlOf(format)] as const);
  return { url: server.url, formats: Object.fromEntries(formats), speed: server.clock.speed };
}

function describe(server: MockServer, rootFormat: string | undefined): string {
  const { url, formats, speed } = addressesOf(server);
  const pace = speed === 0 ? say`with a stopped clock` : say`at ${speed} times real time`;
  const width = Math.max(...Object.keys(formats).map((format) => format.length));
  const baseUrl = rootFormat === undefined ? `PROVIDER=${url}/FORMAT` : url;
  return [
    say`The mock is listening at ${url} ${pace}. Base URLs:\n`,
    ...Object.entries(formats).map(([format, address]) => `  ${format.padEnd(width)}  ${address}\n`),
    say`Render against it: ${shellQuote(["shotlist", "render", "FILE", "--base-url", baseUrl])}\n`,
    say`Press Ctrl-C to stop.\n`,
  ].join("");
}
