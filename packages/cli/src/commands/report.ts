import { readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { defineCommand, type Command } from "../arguments/command.ts";
import { toPage } from "../contact-sheet/page.ts";
import { toPageData, type SourceOf } from "../contact-sheet/to-page-data.ts";
import { loadSheets } from "../contact-sheet/load-sheets.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { ExitCode } from "../world/exit-code.ts";
import { withKnownDrafts } from "../ladder/known-drafts.ts";
import { writeOutput } from "../files/write-output.ts";
import { count } from "../output/units.ts";
import { realmOption } from "../state/existing-states.ts";
import { findStateFolder, optionsForState } from "../state/state-folder.ts";
import { ownerOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { compileOrRefuse } from "../storyboards/compile-or-refuse.ts";
import { say, translate } from "../text/say.ts";

const defaultFile = "report.html";

/** Writes the contact sheet: one page on which every clip can be played, compared and judged. */
export const report: Command = defineCommand({
  name: "report",
  summary: "Write an HTML page to review all clips",
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
    const sheets = await loadSheets({ stateFolder, realm: options.realm, plans });
    const shown = options.out ?? defaultFile;
    const out = resolve(cwd, shown);
    const data = toPageData(sheets, {
      sourceOf: options.embed ? embedded : besideOf(dirname(out)),
      stateOptions: optionsForState(stateFolder, { state: options.state, env, cwd }),
      stateFolder,
      isServed: false,
    });
    await writeOutput(shown, toPage(data), cwd);
    const takes = sheets.reduce((sum, sheet) => sum + sheet.takes.length, 0);
    stdout.write(say`Wrote ${relative(cwd, out)}: ${translate(count(takes, "take"))}.\n`);
    return ExitCode.ok;
  },
});

const embedded: SourceOf = ({ path, mediaType }) => `data:${mediaType};base64,${readFileSync(path).toString("base64")}`;

function besideOf(folder: string): SourceOf {
  return ({ path }) => relative(folder, path).split(sep).map(encodeURIComponent).join("/");
}
