import { cancelTakes, createTransport, type Cancellation } from "@shotlist/batch-runner";
import { defineCommand, type Command } from "../arguments/command.ts";
import { keyOf } from "../environment/keys.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { ExitCode } from "../exit-code.ts";
import { writeJson } from "../output/json.ts";
import { chooseRealm, nameOf, realmOption, withState } from "../state/existing-states.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { compileOrRefuse } from "../storyboards/compile-or-refuse.ts";

/** Calls off the tasks that still wait at their vendor. */
export const cancel: Command = defineCommand({
  name: "cancel",
  summary: "Call off the tasks that have not begun",
  positionals: [{ name: "FILE", optional: true }],
  options: { realm: realmOption, json: { description: "Print one JSON document" } },
  examples: ["shotlist cancel campaign.yaml"],
  async run(files, options, world) {
    const { stdout, cwd } = world;
    const env = await readEnvironment(options["env-file"], world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files });
    const plans = await compileOrRefuse(files, { world, env, strict: false, target: undefined });
    const names = new Set(plans.map(({ storyboard }) => storyboard));
    const isMeant = ({ storyboard }: { storyboard: string }): boolean => names.size === 0 || names.has(storyboard);
    const realm = await chooseRealm(stateFolder, {
      realm: options.realm,
      subject: "Tasks are under way",
      concerns: async ({ ledger }) =>
        (await ledger.attempts({ states: ["submitted", "adopted", "queued", "running"] })).some(({ takes }) =>
          takes.some(isMeant),
        ),
    });
    const transport = createTransport();
    try {
      const cancelled =
        realm === undefined
          ? []
          : await withState(stateFolder, realm, (state) =>
              cancelTakes(state, { transport, keys: (provider) => keyOf(provider, env), only: isMeant }),
            );
      if (options.json)
        writeJson(stdout, { ok: cancelled.every(isOff), realm, tasks: cancelled.map(cancellationToJson) });
      else stdout.write(cancelled.length === 0 ? "No task is under way.\n" : cancelled.map(describe).join(""));
      return cancelled.every(isOff) ? ExitCode.ok : ExitCode.failed;
    } finally {
      await transport.close();
    }
  },
});

function isOff({ outcome }: Cancellation): boolean {
  return outcome === "cancelled";
}

function cancellationToJson({ takes, taskId, outcome }: Cancellation): object {
  return { takes: takes.map(nameOf), taskId, outcome };
}

const sentences: { readonly [outcome in Cancellation["outcome"]]: string } = {
  cancelled: "called off",
  too_late: "has begun: it runs on and is paid for; the next render collects it",
  not_offered: "cannot be called off: its format has no way to; the next render collects it",
  unknown: "may or may not be called off: the vendor did not say; the next render looks again",
};

function describe({ takes, taskId, outcome }: Cancellation): string {
  return `${takes.map(nameOf).join(", ")}: task ${taskId} ${sentences[outcome]}.\n`;
}
