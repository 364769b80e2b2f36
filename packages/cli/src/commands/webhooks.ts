import { openSharedNotices } from "@shotlist/batch-runner";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { writeJson } from "../output/json.ts";
import { sharedLedgerOf } from "../state/shared-ledger.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { say } from "../text/say.ts";
import { portOf, receiveWebhooks } from "../webhooks/receive.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { untilAborted } from "./until-aborted.ts";

const defaultPort = 4020;

/** Receives webhooks for all runs on one shared ledger, until it is interrupted. */
export const webhooks: Command = defineCommand({
  name: "webhooks",
  summary: "Receive webhooks for all runs on a shared ledger",
  positionals: [],
  options: {
    port: { value: "N", description: `Port to listen on, 0 for any free port (default: ${defaultPort})` },
    host: { value: "H", description: "Address to listen on (default: 127.0.0.1)" },
    json: { description: "Print the address as one JSON document" },
  },
  examples: ["shotlist webhooks", "shotlist webhooks --port 8080 --host 0.0.0.0"],
  async run(_words, options, world) {
    const { stdout, stderr, cwd } = world;
    const env = await readEnvironment(options["env-file"], world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files: [] });
    const address = sharedLedgerOf(stateFolder);
    if (address === undefined) {
      throw usageError(
        "shotlist webhooks needs a shared ledger",
        "Set SHOTLIST_LEDGER, or let a run receive its own webhooks with render --webhook-url URL --webhook-port N",
      );
    }
    const port = options.port === undefined ? defaultPort : portOf("port", options.port);
    using interruption = world.interruptible();
    await using notices = await openSharedNotices({ address });
    await using receiver = await receiveWebhooks({ port, host: options.host }, { env });
    receiver.subscribe((notice) => void notices.tell(notice));
    if (options.json) writeJson(stdout, { url: receiver.url });
    else stdout.write(say`Receiving webhooks at ${receiver.url}\n${say`Press Ctrl-C to stop.\n`}`);
    await untilAborted(interruption.signal);
    stderr.write(say`stopped\n`);
    return ExitCode.ok;
  },
});
