import { relative } from "node:path";
import { useVersion } from "@shotlist/batch-runner";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { writeJson } from "../output/json.ts";
import { keepChoices } from "../review/keep-choices.ts";
import { noteOption, readNote } from "../review/note-option.ts";
import { chooseRealm, hasClipOf, nameOf, realmOption, withState } from "../state/existing-states.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { say } from "../text/say.ts";

/** Chooses among the clips of a take. */
export const use: Command = defineCommand({
  name: "use",
  summary: "Choose a version of a take; updates its file and the lock file",
  positionals: [{ name: "TAKE" }, { name: "VERSION" }],
  options: { note: noteOption, realm: realmOption, json: { description: "Print one JSON document" } },
  examples: ["shotlist use launch/reveal 1", "shotlist use launch/reveal newest"],
  async run([take = "", version = ""], options, world) {
    const note = readNote(options.note);
    const env = await readEnvironment(options["env-file"], world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd: world.cwd, files: [] });
    const number = versionNumber(version);
    const realm = await chooseRealm(stateFolder, {
      realm: options.realm,
      subject: `${take} was rendered`,
      concerns: (state) => hasClipOf(state, take),
    });
    if (realm === undefined) throw usageError(`${take} has no clips`, "List takes with shotlist status");
    const { chosen, kept } = await withState(stateFolder, realm, async (state) => {
      const used = await useVersion(state, take, number, note);
      return { chosen: used, kept: await keepChoices(state, [used], { stateFolder, env, world, place: true }) };
    });
    const [file] = kept.files;
    const name = nameOf(chosen);
    if (options.json)
      writeJson(world.stdout, { ok: true, realm, take: name, version: chosen.number, sha256: chosen.sha256, file });
    else if (file === undefined)
      world.stdout.write(say`${name}: using version ${chosen.number}. The next render puts it in place.\n`);
    else world.stdout.write(say`${name}: using version ${chosen.number}: ${relative(world.cwd, file)}\n`);
    return ExitCode.ok;
  },
});

/** `newest` follows whatever comes last, as it is without a choice. */
function versionNumber(version: string): number | undefined {
  if (version === "newest") return undefined;
  if (/^[1-9]\d*$/.test(version)) return Number(version);
  throw usageError(`VERSION must be a number or newest; got ${JSON.stringify(version)}`);
}
