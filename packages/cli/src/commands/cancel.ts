import {
  cancelTakes,
  createTransport,
  readProxySettings,
  statesWhere,
  type Cancellation,
  type RealmClass,
  type TakeKey,
} from "@shotlist/batch-runner";
import { draftNameOf, type ResolvedProvider } from "@shotlist/core";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { ExitCode } from "../world/exit-code.ts";
import { createKeyring } from "../owner/keyring.ts";
import { ownerAndKeyOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { writeJson } from "../output/json.ts";
import { chooseRealm, nameOf, realmOption, withState, withStateToRead } from "../state/existing-states.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { compileOrRefuse } from "../storyboards/compile-or-refuse.ts";
import { say } from "../text/say.ts";

const underWay = statesWhere(({ at }) => at === "vendor");

/** Cancels the tasks that still wait at their vendor. */
export const cancel: Command = defineCommand({
  name: "cancel",
  summary: "Cancel tasks that have not started",
  positionals: [{ name: "FILE", optional: true }],
  options: { realm: realmOption, ...ownerAndKeyOptions, json: { description: "Print one JSON document" } },
  examples: ["shotlist cancel campaign.yaml"],
  async run(files, options, world) {
    const { stdout, cwd } = world;
    const env = await readEnvironment(options["env-file"], world);
    const owner = await loadOwner(files, options, world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files });
    const plans = await compileOrRefuse(files, { world, env, owner, strict: false, target: undefined });
    const names = new Set(plans.flatMap(({ storyboard }) => [storyboard, draftNameOf(storyboard)]));
    const isMeant = ({ storyboard }: { storyboard: string }): boolean => names.size === 0 || names.has(storyboard);
    const realm = await chooseRealm(stateFolder, {
      realm: options.realm,
      subject: "Tasks are in progress",
      concerns: async ({ ledger }) =>
        (await ledger.attempts({ states: underWay })).some(({ takes }) => takes.some(isMeant)),
    });
    const keyring = createKeyring({ env, owner, target: undefined, world });
    if (realm !== undefined) await keyring.admit(await providersOf(stateFolder, realm, isMeant));
    const transport = createTransport({ proxy: readProxySettings(env) });
    try {
      const cancelled =
        realm === undefined
          ? []
          : await withState(stateFolder, realm, (state) =>
              cancelTakes(state, { transport, keys: keyring.keyOf, hostRefusal: keyring.hostRefusal, only: isMeant }),
            );
      if (options.json)
        writeJson(stdout, { ok: cancelled.every(isOff), realm, tasks: cancelled.map(cancellationToJson) });
      else stdout.write(cancelled.length === 0 ? say`No tasks are in progress.\n` : cancelled.map(describe).join(""));
      return cancelled.every(isOff) ? ExitCode.ok : ExitCode.failed;
    } finally {
      await transport.close();
    }
  },
});

/** The endpoints that the tasks under way are at. */
function providersOf(
  stateFolder: string,
  realm: RealmClass,
  isMeant: (take: TakeKey) => boolean,
): Promise<readonly ResolvedProvider[]> {
  return withStateToRead(stateFolder, realm, async ({ ledger }) =>
    (await ledger.attempts({ states: underWay }))
      .filter(({ takes }) => takes.some(isMeant))
      .map(({ provider }) => provider),
  );
}

function isOff({ outcome }: Cancellation): boolean {
  return outcome === "cancelled";
}

function cancellationToJson({ takes, taskId, outcome }: Cancellation): object {
  return { takes: takes.map(nameOf), taskId, outcome };
}

const sentences: { readonly [outcome in Cancellation["outcome"]]: (takes: string, task: string) => string } = {
  cancelled: (takes, task) => say`${takes}: task ${task} is cancelled.\n`,
  too_late: (takes, task) =>
    say`${takes}: task ${task} has already started, so it finishes and is charged; the next render collects it.\n`,
  not_offered: (takes, task) =>
    say`${takes}: task ${task} cannot be cancelled, because its format has no way to do so; the next render collects it.\n`,
  unknown: (takes, task) =>
    say`${takes}: task ${task} may or may not be cancelled, because the vendor did not say; the next render checks again.\n`,
};

function describe({ takes, taskId, outcome }: Cancellation): string {
  return sentences[outcome](takes.map(nameOf).join(", "), taskId);
}
