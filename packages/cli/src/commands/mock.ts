import {
  createMockServer,
  isLoopbackHost,
  parseScenario,
  playableFormats,
  type MockServer,
} from "@shotlist/mock-server";
import { defineCommand, type Command } from "../arguments/command.ts";
import { knownFormat } from "../arguments/known-format.ts";
import { positiveNumber, wholeNumber } from "../arguments/numbers.ts";
import { shellQuote } from "../arguments/shell-quote.ts";
import { usageError } from "../errors.ts";
import { ExitCode } from "../exit-code.ts";
import { readInput } from "../files/read-input.ts";
import { writeJson } from "../output/json.ts";
import { untilAborted } from "./until-aborted.ts";

const defaultPort = 4010;

/** Plays the vendors until it is interrupted. */
export const mock: Command = defineCommand({
  name: "mock",
  summary: "Play the vendors on a port of this machine, offline and without a key",
  positionals: [],
  options: {
    format: { value: "F", description: "Serve this format at the root as well" },
    port: { value: "N", description: `Port to listen on, 0 for any free one (default: ${defaultPort})` },
    host: { value: "H", description: "Address to listen on (default: 127.0.0.1)" },
    "allow-remote": { description: "Allow a host that other machines can reach, such as 0.0.0.0 in a container" },
    speed: { value: "X", description: "How many times faster than the clock tasks run (default: 60)" },
    scenario: { value: "FILE", description: "Let things go wrong as this YAML file says" },
    strict: { description: "Refuse also what a vendor would ignore" },
    json: { description: "Print the addresses as one JSON document" },
  },
  examples: [
    "shotlist mock",
    "shotlist mock --format FORMAT --speed 600",
    "shotlist mock --host 0.0.0.0 --allow-remote",
  ],
  async run(
    _words,
    { format, port, host, "allow-remote": allowRemote, speed, scenario, strict, json },
    { stdout, stderr, cwd, interruptible },
  ) {
    if (format !== undefined) await knownFormat(format);
    if (host !== undefined && !allowRemote && !isLoopbackHost(host)) {
      const hint = "Other machines could use the mock then; add --allow-remote if they may";
      throw usageError(`${JSON.stringify(host)} can be reached from other machines`, hint);
    }
    const script = scenario === undefined ? undefined : parseScenario(await readInput(scenario, cwd), scenario);
    using interruption = interruptible();
    await using server = await createMockServer({
      port: port === undefined ? defaultPort : wholeNumber("port", port, { min: 0, max: 65_535 }),
      strict,
      allowRemote,
      ...(host === undefined ? {} : { host }),
      ...(format === undefined ? {} : { format }),
      ...(script === undefined ? {} : { scenario: script }),
      ...(speed === undefined ? {} : { speed: positiveNumber("speed", speed) }),
    });
    if (json) writeJson(stdout, addressesOf(server));
    else stdout.write(describe(server, format));
    await untilAborted(interruption.signal);
    stderr.write("stopped\n");
    return ExitCode.ok;
  },
});

interface Addresses {
  readonly url: string;
  /** Base URL to give to a client, by format. */
  readonly formats: { readonly [format: string]: string };
  readonly speed: number;
}

function addressesOf(server: MockServer): Addresses {
  const formats = playableFormats.map((format) => [format, server.urlOf(format)] as const);
  return { url: server.url, formats: Object.fromEntries(formats), speed: server.clock.speed };
}

function describe(server: MockServer, rootFormat: string | undefined): string {
  const { url, formats, speed } = addressesOf(server);
  const width = Math.max(...Object.keys(formats).map((format) => format.length));
  const baseUrl = rootFormat === undefined ? `PROVIDER=${url}/FORMAT` : url;
  return [
    `The vendors play at ${url}, ${speed} times as fast as the clock. Base URLs:\n`,
    ...Object.entries(formats).map(([format, address]) => `  ${format.padEnd(width)}  ${address}\n`),
    `Render against it: ${shellQuote(["shotlist", "render", "FILE", "--base-url", baseUrl])}\n`,
    "Ctrl-C stops it.\n",
  ].join("");
}
