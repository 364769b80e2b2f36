import { isRealm, realmClassOf } from "@shotlist/core";
import { importLedger, importLockFile, isLockFile, type RealmClass } from "@shotlist/batch-runner";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { readInput } from "../files/read-input.ts";
import { writeOutput } from "../files/write-output.ts";
import { writeJson } from "../output/json.ts";
import { count } from "../output/units.ts";
import { withState } from "../state/existing-states.ts";
import { prepareStateFolder } from "../state/prepare-state-folder.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { say, translate } from "../text/say.ts";

/** Imports exported ledgers, and lock files that git has merged badly, which it writes again. */
export const ledgerImport: Command = defineCommand({
  name: "ledger import",
  summary: "Import exported ledgers or lock files; nothing is lost",
  positionals: [{ name: "FILE", repeated: true }],
  options: { json: { description: "Print one JSON document" } },
  examples: ["shotlist ledger import ledger.jsonl", "shotlist ledger import launch.lock.json"],
  async run(files, options, world) {
    const env = await readEnvironment(options["env-file"], world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd: world.cwd, files: [] });
    const imported = [];
    for (const file of files) {
      const text = await readInput(file, world.cwd);
      if (isLockFile(text)) {
        imported.push(await importLock(file, text, { stateFolder, cwd: world.cwd }));
        continue;
      }
      const realmClass = realmClassIn(text, file);
      prepareStateFolder(stateFolder);
      const records = await withState(stateFolder, realmClass, (state) => importLedger(state, text), {
        afterLoss: true,
      });
      imported.push({ file, realm: realmClass, records });
    }
    if (options.json) writeJson(world.stdout, { ok: true, imported });
    else
      for (const { file, realm, records } of imported) {
        const news = records === 0 ? say`nothing new` : translate(count(records, "new record"));
        world.stdout.write(say`${file}: ${news} for the ${realm} ledger\n`);
      }
    return ExitCode.ok;
  },
});

interface Place {
  readonly stateFolder: string;
  readonly cwd: string;
}

/** Takes both sides of a merge, and writes the lock file again as it should be: what was read from a pipe has no place. */
async function importLock(
  file: string,
  text: string,
  { stateFolder, cwd }: Place,
): Promise<{ readonly file: string; readonly realm: RealmClass; readonly records: number }> {
  prepareStateFolder(stateFolder);
  const { records, text: mended } = await withState(stateFolder, "live", (state) => importLockFile(state, text, file), {
    afterLoss: true,
  });
  if (file !== "-" && mended !== text) await writeOutput(file, mended, cwd);
  return { file, realm: "live", records };
}

/** Which ledger the records belong to: nothing of one realm ever replaces something of another. */
function realmClassIn(text: string, file: string): RealmClass {
  const realms = [...text.matchAll(/"realm":"(?<realm>(?:live|local):[^"]+|mock)"/g)].map(
    ({ groups }) => groups?.["realm"] ?? "",
  );
  const [realmClass, other] = new Set(realms.filter(isRealm).map(realmClassOf));
  if (realmClass !== undefined && other === undefined) return realmClass;
  throw new CommandError(
    realmClass === undefined ? `${file} contains no attempts` : `${file} mixes ${realmClass} and ${other}`,
    { code: "import_unreadable", exitCode: ExitCode.wrong, hint: "Use a file written by shotlist ledger export" },
  );
}
