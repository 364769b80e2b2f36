import { judgeTakes, type Judgement } from "@shotlist/batch-runner";
import { storyboardOfDrafts } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { writeJson } from "../output/json.ts";
import { chooseRealm, nameOf, realmOption, withState } from "../state/existing-states.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { keepChoices } from "./keep-choices.ts";
import { noteOption, readNote } from "./note-option.ts";
import { permitsFor } from "./permits.ts";
import { takesToJudge } from "./takes-to-judge.ts";
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
    options: {
      draft: { description: "Only drafts (default: the newer one of a clip and its draft)" },
      final: { description: "Only clips, not drafts" },
      note: noteOption,
      realm: realmOption,
      json: { description: "Print one JSON document" },
    },
    examples,
    async run(patterns, options, world) {
      if (options.draft && options.final) throw usageError("--draft and --final cannot be used together");
      const note = readNote(options.note);
      const env = await readEnvironment(options["env-file"], world);
      const stateFolder = findStateFolder({ state: options.state, env, cwd: world.cwd, files: [] });
      const realm = await chooseRealm(stateFolder, {
        realm: options.realm,
        subject: `${patterns.join(", ")} was rendered`,
        concerns: async (state) => (await takesToJudge(state, patterns, options)).length > 0,
      });
      if (realm === undefined)
        throw usageError(`Unknown take ${patterns.join(" or ")}`, "List takes with shotlist status");
      const { versions, later } = await withState(stateFolder, realm, async (state) => {
        const keys = await takesToJudge(state, patterns, options);
        const permitsOf =
          verdict === "approved" ? await permitsFor(state, keys, { stateFolder, env, world }) : undefined;
        const judgement = { verdict, ...note, ...present({ permitsOf }) };
        const judged = await judgeTakes(state, keys, judgement);
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
        if (verdict === "approved" && versions.some(({ storyboard }) => storyboardOfDrafts(storyboard) !== undefined))
          world.stdout.write(say`Buy the finals of approved drafts with: shotlist render FILE --final\n`);
        if (later.length > 0) world.stdout.write(say`The next render writes the lock file of ${later.join(", ")}.\n`);
      }
      return ExitCode.ok;
    },
  });
}
