import { verifyStore } from "@shotlist/batch-runner";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { ExitCode } from "../exit-code.ts";
import { writeJson } from "../output/json.ts";
import { styleFor } from "../output/style.ts";
import { count } from "../output/units.ts";
import { nameOf, realmClassesIn, realmOption, withStateToRead } from "../state/existing-states.ts";
import { findStateFolder } from "../state/state-folder.ts";

/** Reads every clip that the ledger knows, to its end; changes nothing. */
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
    for (const realm of realmClassesIn(stateFolder, options.realm)) {
      const problems = await withStateToRead(stateFolder, realm, verifyStore);
      found.push(...problems.map(({ takes, ...problem }) => ({ realm, ...problem, takes: takes.map(nameOf) })));
    }
    const ok = found.length === 0;
    const style = styleFor(stdout, world.env);
    if (options.json) writeJson(stdout, { ok, problems: found });
    else if (ok) stdout.write("Every clip is as the ledger says.\n");
    else {
      for (const { realm, kind, sha256, takes, message } of found) {
        const whose = takes.length === 0 ? sha256 : takes.join(", ");
        const why = message === undefined ? "" : `: ${message}`;
        stdout.write(`${style("red", kind)} ${realm} ${whose} ${style("dim", sha256.slice(0, 12))}${why}\n`);
      }
      stdout.write(
        `${count(found.length, "clip")} to look at. The next render fetches what its vendor still has, and buys nothing.\n`,
      );
    }
    return ok ? ExitCode.ok : ExitCode.failed;
  },
});
