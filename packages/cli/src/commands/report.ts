import { readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { defineCommand, type Command } from "../arguments/command.ts";
import { toPage, type SourceOf } from "../contact-sheet/page.ts";
import { sheetOf, type Sheet } from "../contact-sheet/sheet.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { ExitCode } from "../world/exit-code.ts";
import { writeOutput } from "../files/write-output.ts";
import { withKnownDrafts } from "../ladder/known-drafts.ts";
import { count } from "../output/units.ts";
import { realmClassesIn, realmOption, withStateToRead } from "../state/existing-states.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { ownerOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { compileOrRefuse } from "../storyboards/compile-or-refuse.ts";
import { say, translate } from "../text/say.ts";

const defaultFile = "report.html";

/** Writes the contact sheet: every clip playable in one page. */
export const report: Command = defineCommand({
  name: "report",
  summary: "Write an HTML page with all clips",
  positionals: [{ name: "FILE", optional: true }],
  options: {
    out: { value: "FILE.html", description: `File to write (default: ${defaultFile})` },
    embed: { description: "Put the clips into the page, so that it can be shared as one file" },
    realm: realmOption,
    ...ownerOptions,
  },
  examples: ["shotlist report", "shotlist report campaign.yaml --out campaign.html --embed"],
  async run(files, options, world) {
    const { cwd, stdout } = world;
    const env = await readEnvironment(options["env-file"], world);
    const owner = await loadOwner(files, options, world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files });
    const compiled = await compileOrRefuse(files, { world, env, owner, strict: false, target: undefined });
    const plans = await withKnownDrafts(compiled, { stateFolder, env, world });
    const sheets: Sheet[] = [];
    for (const realmClass of realmClassesIn(stateFolder, options.realm)) {
      const sheet = await withStateToRead(stateFolder, realmClass, (state) => sheetOf(state, plans));
      if (sheet.takes.length > 0) sheets.push(sheet);
    }
    const shown = options.out ?? defaultFile;
    const out = resolve(cwd, shown);
    await writeOutput(shown, toPage(sheets, options.embed ? embedded : besideOf(dirname(out))), cwd);
    const takes = sheets.reduce((sum, sheet) => sum + sheet.takes.length, 0);
    stdout.write(say`Wrote ${relative(cwd, out)}: ${translate(count(takes, "take"))}.\n`);
    return ExitCode.ok;
  },
});

const embedded: SourceOf = ({ path, mediaType }) => `data:${mediaType};base64,${readFileSync(path).toString("base64")}`;

function besideOf(folder: string): SourceOf {
  return ({ path }) => relative(folder, path).split(sep).map(encodeURIComponent).join("/");
}
