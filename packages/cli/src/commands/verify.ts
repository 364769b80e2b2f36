import {
  LedgerHeldError,
  setDamagedClipsAside,
  StorageError,
  verifyStore,
  type RealmClass,
  type StoreProblem,
} from "@shotlist/batch-runner";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { ExitCode } from "../world/exit-code.ts";
import { writeJson } from "../output/json.ts";
import { problemWords } from "../output/outcome-words.ts";
import { styleFor } from "../output/style.ts";
import { count } from "../output/units.ts";
import { nameOf, realmClassesIn, realmOption, withState, withStateToRead } from "../state/existing-states.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { say, text, translate } from "../text/say.ts";

const fetchedAgain = text(
  "The next render restores it from its output file, or downloads it while the vendor's link works; otherwise it is missing.",
);
const frameAgain = text(
  "A shot that continues from it downloads it while the vendor's link works, or extracts it from the clip.",
);
const earlierVersion = text("This is an earlier version, which no render downloads. Restore the file from a backup.");

/** A damaged clip must be out of the way for a render to miss it. Where nothing can be written, or a run is at work, it stays. */
async function setAside(stateFolder: string, realm: RealmClass, problems: readonly StoreProblem[]): Promise<void> {
  if (problems.every(({ kind }) => kind !== "changed")) return;
  try {
    await withState(stateFolder, realm, (state) => setDamagedClipsAside(state, problems));
  } catch (error) {
    if (!(error instanceof StorageError || error instanceof LedgerHeldError)) throw error;
  }
}

/** Reads every clip that the ledger knows, to its end; moves what is damaged out of the way. */
export const verify: Command = defineCommand({
  name: "verify",
  summary: "Check every stored clip against the ledger",
  positionals: [],
  options: { realm: realmOption, json: { description: "Print one JSON document" } },
  examples: ["shotlist verify"],
  async run(_words, options, world) {
    const { stdout } = world;
    const env = await readEnvironment(options["env-file"], world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd: world.cwd, files: [] });
    const found = [];
    for (const realm of await realmClassesIn(stateFolder, options.realm)) {
      const problems = await withStateToRead(stateFolder, realm, verifyStore);
      await setAside(stateFolder, realm, problems);
      found.push(...problems.map(({ takes, ...problem }) => ({ realm, ...problem, takes: takes.map(nameOf) })));
    }
    const ok = found.length === 0;
    const style = styleFor(stdout, world.env);
    if (options.json) writeJson(stdout, { ok, problems: found });
    else if (ok) stdout.write(say`All clips match the ledger.\n`);
    else {
      for (const { realm, kind, what, sha256, takes, message, isFetched } of found) {
        const whose = takes.length === 0 ? sha256 : takes.join(", ");
        const why = message === undefined ? "" : `: ${translate(message)}`;
        const part = what === undefined ? "" : say`, its last frame`;
        stdout.write(
          `${style("red", translate(problemWords[kind]))} ${realm} ${whose}${part} ${style("dim", sha256.slice(0, 12))}${why}\n`,
        );
        if (what === "frame") stdout.write(`  ${translate(frameAgain)}\n`);
        else if (kind !== "not_whole") stdout.write(`  ${translate(isFetched ? fetchedAgain : earlierVersion)}\n`);
      }
      stdout.write(say`${translate(count(found.length, "clip"))} with problems. Nothing is paid for again.\n`);
    }
    return ok ? ExitCode.ok : ExitCode.failed;
  },
});
