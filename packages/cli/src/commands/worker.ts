import { defineCommand, type Command } from "../arguments/command.ts";
import { wholeNumber } from "../arguments/numbers.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { writeJson } from "../output/json.ts";
import { createKeyring } from "../owner/keyring.ts";
import { ownerAndKeyOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { announceInterruption } from "../render/announce-interruption.ts";
import { openNetwork } from "../render/endpoint.ts";
import { existingRealmClasses } from "../state/open-state-at.ts";
import { realmClassesIn, realmOption } from "../state/existing-states.ts";
import { prepareStateFolder } from "../state/prepare-state-folder.ts";
import { sharedLedgerOf } from "../state/shared-ledger.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { describeWork, workToJson } from "../worker/describe-work.ts";
import { exitCodeOfWork } from "../worker/exit-code-of-work.ts";
import { workOn } from "../worker/work-on.ts";
import { usageError } from "../world/errors.ts";

/** Renders what was handed over with `render --detach`. */
export const worker: Command = defineCommand({
  name: "worker",
  summary: "Render what was handed over with render --detach, until stopped",
  positionals: [],
  options: {
    "until-empty": { description: "End when nothing is left to render" },
    concurrency: { value: "N", description: "Maximum number of takes to work on (default: 20)" },
    out: { value: "DIR", description: "Folder for the clips" },
    realm: realmOption,
    ...ownerAndKeyOptions,
    json: { description: "Print one JSON document at the end" },
  },
  examples: ["shotlist worker", "shotlist worker --until-empty --out clips"],
  async run(_words, options, world) {
    const { stdout, cwd } = world;
    const { concurrency } = options;
    const most = concurrency === undefined ? undefined : wholeNumber("concurrency", concurrency, { min: 1 });
    const env = await readEnvironment(options["env-file"], world);
    const owner = await loadOwner([], options, world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files: [] });
    if (sharedLedgerOf(stateFolder) === undefined)
      throw usageError("worker needs a shared ledger", "Give its address with $SHOTLIST_LEDGER or --ledger");
    const found =
      options.realm === undefined
        ? await existingRealmClasses(stateFolder)
        : await realmClassesIn(stateFolder, options.realm);
    const shared = found.filter((realmClass) => realmClass !== "mock");
    const keyring = createKeyring({ env, owner, target: undefined, world });
    using interruption = world.interruptible();
    announceInterruption(interruption, world);
    await using endpoint = openNetwork([], env);
    prepareStateFolder(stateFolder);
    const works = await Promise.all(
      (shared.length === 0 ? (["live"] as const) : shared).map((realmClass) =>
        workOn(realmClass, {
          stateFolder,
          world,
          owner,
          keyring,
          transport: endpoint.transport,
          concurrency: most,
          out: options.out,
          untilEmpty: options["until-empty"],
          signal: interruption.signal,
        }),
      ),
    );
    if (options.json) writeJson(stdout, workToJson(works));
    else stdout.write(describeWork(works));
    return exitCodeOfWork(works);
  },
});
