import type { Plan } from "@shotlist/core";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { ExitCode } from "../world/exit-code.ts";
import { countDiagnostics, describeDiagnostics, diagnosticToJson } from "../output/diagnostics.ts";
import { ownerOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { describeFilms } from "../output/films.ts";
import { writeNotes } from "../output/notes.ts";
import { writeJson } from "../output/json.ts";
import { hasColour } from "../output/style.ts";
import { count } from "../output/units.ts";
import { factNotes } from "../providers/fact-notes.ts";
import { compileFiles } from "../storyboards/compile-files.ts";
import { refuseFiles } from "../storyboards/refuse-files.ts";
import type { World } from "../world/world.ts";
import { say, translate } from "../text/say.ts";

/** Compiles storyboards for their diagnostics alone. */
export const check: Command = defineCommand({
  name: "check",
  summary: "Check storyboards for errors",
  positionals: [{ name: "FILE", repeated: true }],
  options: {
    ...ownerOptions,
    json: { description: "Print one JSON document" },
    strict: { description: "Treat warnings as errors" },
  },
  examples: ["shotlist check storyboards/*.yaml"],
  async run(files, options, world) {
    const { json, strict } = options;
    const { stdout, cwd } = world;
    const env = await readEnvironment(options["env-file"], world);
    const owner = await loadOwner(files, options, world);
    const compiled = await compileFiles(files, { cwd, env, owner, strict });
    const { diagnostics, textOf } = compiled;
    const notes = notesOn(compiled.plans, world);
    const ok = diagnostics.every(({ severity }) => severity !== "error");
    if (!json) stdout.write(describeDiagnostics(diagnostics, { textOf, color: hasColour(stdout, world.env) }));
    refuseFiles(compiled);
    if (!json) stdout.write(compiled.plans.map(describeFilms).join(""));
    if (json)
      writeJson(stdout, {
        ok,
        diagnostics: diagnostics.map(diagnosticToJson),
        ...(notes.length === 0 ? {} : { notes }),
      });
    else {
      const found = countDiagnostics(diagnostics) || "no problems found";
      stdout.write(say`${translate(count(files.length, "storyboard"))}: ${translate(found)}\n`);
    }
    if (!json) writeNotes(world.stderr, notes);
    return ok ? ExitCode.ok : ExitCode.wrong;
  },
});

/** How old the facts are that were checked against: outside the plan and no warning, so that no check fails with the calendar. */
function notesOn(plans: readonly Plan[], world: World): readonly string[] {
  const providers = new Map(plans.flatMap(({ providers: used }) => used.map((provider) => [provider.name, provider])));
  return [...providers.values()].flatMap((provider) =>
    factNotes(provider, world).map((note) => `${provider.name}: ${note}`),
  );
}
