import { judgeTakes, type Judgement } from "@shotlist/batch-runner";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { writeJson } from "../output/json.ts";
import { chooseRealm, nameOf, realmOption, withState } from "../state/existing-states.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { takesMatching } from "../state/takes-matching.ts";
import { keepChoices } from "./keep-choices.ts";
import { noteOption, readNote } from "./note-option.ts";
import { say, translate } from "../text/say.ts";

interface JudgeDefinition {
  readonly name: string;
  readonly summary: string;
  readonly verdict: Judgement["verdict"];
  readonly examples: readonly string[];
}

/** A command that says something of the clips that count. */
export function defineJudgeCommand({ name, summary, verdict, examples }: JudgeDefinition): Command {
  return defineCommand({
    name,
    summary,
    positionals: [{ name: "TAKE", repeated: true }],
    options: { note: noteOption, realm: realmOption, json: { description: "Print one JSON document" } },
    examples,
    async run(patterns, options, world) {
      const note = readNote(options.note);
      const env = await readEnvironment(options["env-file"], world);
      const stateFolder = findStateFolder({ state: options.state, env, cwd: world.cwd, files: [] });
      const realm = await chooseRealm(stateFolder, {
        realm: options.realm,
        subject: `${patterns.join(", ")} was rendered`,
        concerns: async (state) => (await takesMatching(state, patterns)).length > 0,
      });
      if (realm === undefined)
        throw usageError(`Unknown take ${patterns.join(" or ")}`, "List takes with shotlist status");
      const { versions, later } = await withState(stateFolder, realm, async (state) => {
        const judged = await judgeTakes(state, await takesMatching(state, patterns), { verdict, ...note });
        const kept = await keepChoices(state, judged, { stateFolder, env, world, place: false });
        return { versions: judged, later: kept.later };
      });
      const takes = versions.map((version) => ({
        take: nameOf(version),
        version: version.number,
        sha256: version.sha256,
      }));
      if (options.json) writeJson(world.stdout, { ok: true, realm, verdict, takes });
      else {
        for (const { take, version } of takes)
          world.stdout.write(say`${take}: version ${version} ${translate(verdict)}\n`);
        if (later.length > 0) world.stdout.write(say`The next render writes the lock file of ${later.join(", ")}.\n`);
      }
      return ExitCode.ok;
    },
  });
}
