import { collectGarbage } from "@shotlist/batch-runner";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { ExitCode } from "../world/exit-code.ts";
import { writeJson } from "../output/json.ts";
import { styleFor } from "../output/style.ts";
import { table } from "../output/table.ts";
import { count, formatBytes } from "../output/units.ts";
import { realmClassesIn, realmOption, withState } from "../state/existing-states.ts";
import { refuseSharedLedger } from "../state/shared-ledger.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { say, translate } from "../text/say.ts";

/** Tidies the store. A clip that was paid for is never deleted. */
export const gc: Command = defineCommand({
  name: "gc",
  summary: "List files the store no longer needs; --apply deletes them",
  positionals: [],
  options: {
    apply: { description: "Delete them" },
    realm: realmOption,
    json: { description: "Print one JSON document" },
  },
  examples: ["shotlist gc", "shotlist gc --apply"],
  async run(_words, { apply, ...options }, world) {
    const { stdout } = world;
    const env = await readEnvironment(options["env-file"], world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd: world.cwd, files: [] });
    const garbage = [];
    refuseSharedLedger(stateFolder, "gc");
    for (const realm of await realmClassesIn(stateFolder, options.realm)) {
      const found = await withState(stateFolder, realm, (state) => collectGarbage(state, { apply }));
      garbage.push(...found.map(({ kind, name, bytes, reason }) => ({ realm, kind, name, bytes, reason })));
    }
    const bytes = garbage.reduce((sum, file) => sum + file.bytes, 0);
    if (options.json) writeJson(stdout, { ok: true, applied: apply, bytes, files: garbage });
    else if (garbage.length === 0) stdout.write(say`Nothing to delete: every file is in use or was paid for.\n`);
    else {
      const columns = [say`realm`, say`kind`, say`name`, say`why`, say`size`].map((title) => ({ title }));
      const rows = garbage.map((file) => [
        file.realm,
        translate(file.kind),
        file.name,
        translate(file.reason),
        formatBytes(file.bytes),
      ]);
      stdout.write(table(columns, rows, styleFor(stdout, world.env)));
      const files = translate(count(garbage.length, "file"));
      stdout.write(
        apply
          ? say`\nDeleted ${files}, ${formatBytes(bytes)}.\n`
          : say`\n${files}, ${formatBytes(bytes)}. Run shotlist gc --apply to delete them.\n`,
      );
    }
    return ExitCode.ok;
  },
});
