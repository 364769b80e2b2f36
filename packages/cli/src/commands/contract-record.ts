import { openRecordingProxy, type RecordTotals } from "@shotlist/contract-kit";
import { isLocalUrl } from "@shotlist/core";
import type { FormatId } from "@shotlist/schema";
import { spanOfTime } from "../arguments/amount.ts";
import { parseBaseUrls } from "../arguments/base-url.ts";
import { defineCommand, type Command } from "../arguments/command.ts";
import { knownFormat } from "../arguments/known-format.ts";
import { wholeNumber } from "../arguments/numbers.ts";
import { shellQuote } from "../arguments/shell-quote.ts";
import { CommandError, usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { createRecordingFile } from "../files/recording-file.ts";
import { writeJson } from "../output/json.ts";
import { untilAborted } from "./until-aborted.ts";
import { say, text, translate } from "../text/say.ts";
import { count } from "../output/units.ts";

const defaultPort = 4011;
/** Timers of the platform end a little later. */
const longestSpanMs = 500 * 3_600_000;
const defaultMaxCalls = 10_000;

/** Hands a client's calls on to one endpoint and keeps them as a file, until it is interrupted. */
export const contractRecord: Command = defineCommand({
  name: "contract record",
  summary: "Record a session with an endpoint in a file, without keys, links or texts",
  positionals: [],
  options: {
    format: { value: "F", description: "Format of the endpoint" },
    "base-url": { value: "URL", description: "URL of the endpoint; nothing else is called" },
    out: { value: "FILE", description: "File to write, one call per line; it must not exist yet" },
    port: { value: "N", description: `Port to listen on, 0 for any free port (default: ${defaultPort})` },
    for: { value: "TIME", description: "Stop after this time, such as 30s (default: when interrupted)" },
    "max-calls": {
      value: "N",
      description: `Calls to record; later ones are only forwarded (default: ${defaultMaxCalls})`,
    },
    live: { description: "Allow an endpoint that is not on this machine; submits there may cost money" },
    "max-tasks": {
      value: "N",
      description: "Submits to forward; later ones are refused (default: 10 if not on this machine)",
    },
    json: { description: "Print the address as one JSON document" },
  },
  examples: [
    "shotlist contract record --format FORMAT --base-url http://127.0.0.1:4010/FORMAT --out session.jsonl",
    "shotlist contract record --format FORMAT --base-url https://api.example.com --live --for 10m --out session.jsonl",
  ],
  async run(_words, options, { stdout, stderr, cwd, interruptible }) {
    const {
      format: formatWord,
      "base-url": baseUrlText,
      out,
      port,
      for: span,
      "max-calls": maxCalls,
      "max-tasks": maxTasks,
    } = options;
    if (formatWord === undefined) throw usageError("shotlist contract record needs --format F");
    if (baseUrlText === undefined) throw usageError("shotlist contract record needs --base-url URL");
    if (out === undefined) throw usageError("shotlist contract record needs --out FILE");
    const format = await knownFormat(formatWord);
    const [baseUrl = ""] = parseBaseUrls([baseUrlText]).values();
    assertAgreed(baseUrl, options.live);
    const limits = {
      port: port === undefined ? defaultPort : wholeNumber("port", port, { min: 0, max: 65_535 }),
      ...(maxTasks === undefined ? {} : { maxTasks: wholeNumber("max-tasks", maxTasks, { min: 0 }) }),
      maxEntries: maxCalls === undefined ? defaultMaxCalls : wholeNumber("max-calls", maxCalls),
    };
    const spanMs = span === undefined ? undefined : spanOfTime("for", span);
    if (spanMs !== undefined && spanMs > longestSpanMs) throw usageError("--for takes at most 500h");
    using interruption = interruptible();
    using file = createRecordingFile(out, { format, cwd });
    await using proxy = await openRecordingProxy({
      ...limits,
      format,
      baseUrl,
      live: options.live,
      onEntry: (entry) => {
        file.write(entry);
        stderr.write(`${entry.status} ${entry.method} ${entry.url}\n`);
      },
    });
    file.keep();
    if (!isLocalUrl(new URL(baseUrl))) stderr.write(translate(liveWarning));
    if (options.json) writeJson(stdout, { url: proxy.url, format, file: out });
    else stdout.write(describe({ url: proxy.url, format, baseUrl, out }));
    const signals = [interruption.signal, file.failed];
    await untilAborted(AbortSignal.any(spanMs === undefined ? signals : [...signals, AbortSignal.timeout(spanMs)]));
    await proxy.close();
    stderr.write(farewell(out, proxy.totals()));
    if (file.failed.aborted) throw file.failed.reason;
    return ExitCode.ok;
  },
});

/** The proxy has an address of this machine, which is trusted elsewhere: say that it is not local. */
const liveWarning = text(
  "This endpoint is live: submits through the proxy may cost money, and shotlist render treats the proxy as local.\n",
);

function assertAgreed(baseUrl: string, live: boolean): void {
  if (live || isLocalUrl(new URL(baseUrl))) return;
  throw new CommandError(`${new URL(baseUrl).host} is not on this machine`, {
    code: "live_required",
    exitCode: ExitCode.wrong,
    hint: "Add --live to agree that submits through the proxy may cost money",
  });
}

interface Announcement {
  readonly url: string;
  readonly format: FormatId;
  readonly baseUrl: string;
  readonly out: string;
}

function describe({ url, format, baseUrl, out }: Announcement): string {
  return [
    say`Recording ${format} to ${out}. Use this address in the client instead of ${baseUrl}; the key is passed on:\n`,
    `  ${url}\n`,
    say`Press Ctrl-C to stop.\n`,
  ].join("");
}

function farewell(out: string, { kept, foreign, unanswered, left, withheld }: RecordTotals): string {
  const others = [
    foreign === 0 ? "" : say`${foreign} not of this format`,
    unanswered === 0 ? "" : say`${unanswered} without an answer`,
    left === 0 ? "" : say`${left} too many or too large`,
  ].filter((part) => part !== "");
  const handedOn = others.length === 0 ? "" : say`; forwarded but not recorded: ${others.join(", ")}`;
  return [
    say`${translate(count(kept, "call"))} recorded in ${out}${handedOn}\n`,
    ...(withheld === 0 ? [] : [say`${translate(count(withheld, "submit"))} over --max-tasks not forwarded\n`]),
    ...(kept === 0 ? [] : [say`Replay it: ${shellQuote(["shotlist", "contract", "replay", out])}\n`]),
  ].join("");
}
