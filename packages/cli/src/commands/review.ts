import { defineCommand, type Command } from "../arguments/command.ts";
import { wholeNumber } from "../arguments/numbers.ts";
import { loadSheets } from "../contact-sheet/load-sheets.ts";
import type { DecisionResult, PageData } from "../contact-sheet/page-data.ts";
import type { FactsOf, Sheet, SheetClip } from "../contact-sheet/sheet.ts";
import { toPageData } from "../contact-sheet/to-page-data.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { withKnownDrafts } from "../ladder/known-drafts.ts";
import { readInput } from "../files/read-input.ts";
import { readClipFacts, type ClipFacts } from "../media/clip-facts.ts";
import { writeJson } from "../output/json.ts";
import { count } from "../output/units.ts";
import { ownerOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { applyDecisions } from "../review/apply-decisions.ts";
import { readDecisions } from "../review/read-decisions.ts";
import { reviewAnswers } from "../review-server/review-answers.ts";
import { serveReview } from "../review-server/serve-review.ts";
import { realmOption } from "../state/existing-states.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { say, translate } from "../text/say.ts";
import { compileOrRefuse } from "../storyboards/compile-or-refuse.ts";
import type { CommandWorld, Environment } from "../world/world.ts";
import { untilAborted } from "./until-aborted.ts";

/** Serves the contact sheet to this machine and writes what is decided on it. */
export const review: Command = defineCommand({
  name: "review",
  summary: "Review clips in a browser; decisions are saved at once",
  positionals: [{ name: "FILE", optional: true, repeated: true }],
  options: {
    apply: { value: "FILE", description: "Save the decisions of a report page instead; - reads standard input" },
    port: { value: "N", description: "Port to listen on (default: any free one)" },
    realm: realmOption,
    ...ownerOptions,
    json: { description: "Print the address, or what became of decisions, as one JSON document" },
  },
  examples: ["shotlist review campaign.yaml", "shotlist review --apply decisions.json"],
  async run(files, options, world) {
    const { cwd } = world;
    const env = await readEnvironment(options["env-file"], world);
    const stateFolder = findStateFolder({ state: options.state, env, cwd, files });
    if (options.apply !== undefined) {
      if (files.length > 0 || options.port !== undefined)
        throw usageError("--apply cannot be used with FILE or --port");
      return apply(options.apply, { stateFolder, env, world, json: options.json });
    }
    const owner = await loadOwner(files, options, world);
    const compiled = await compileOrRefuse(files, { world, env, owner, strict: false, target: undefined });
    const plans = await withKnownDrafts(compiled, { stateFolder, env, world });
    const port = options.port === undefined ? 0 : wholeNumber("port", options.port, { min: 0, max: 65_535 });
    const clips = new Map<string, SheetClip>();
    const factsOf = rememberFacts();
    const load = async (): Promise<PageData> => {
      const sheets = await loadSheets({ stateFolder, realm: options.realm, plans, factsOf });
      remember(sheets, clips);
      return toPageData(sheets, { sourceOf: addressOf, stateOptions: [], stateFolder, isServed: true });
    };
    // What cannot be read is said here, not in a browser.
    await load();
    using interruption = world.interruptible();
    await using server = await serveReview({
      port,
      answer: reviewAnswers({
        load,
        clips,
        apply: (decisions) => applyDecisions(decisions, { stateFolder, env, world }),
      }),
    });
    if (options.json) writeJson(world.stdout, { url: server.url });
    else world.stdout.write(say`Open ${server.url}\nDecisions are saved at once. Press Ctrl-C to stop.\n`);
    await untilAborted(interruption.signal);
    return ExitCode.ok;
  },
});

function addressOf({ sha256 }: SheetClip): string {
  return `clips/${sha256}`;
}

interface ApplyOptions {
  readonly stateFolder: string;
  readonly env: Environment;
  readonly world: CommandWorld;
  readonly json: boolean;
}

async function apply(file: string, { stateFolder, env, world, json }: ApplyOptions): Promise<ExitCode> {
  const { stdout, stderr, cwd } = world;
  const isInput = file === "-";
  const text = await readInput(isInput ? "/dev/stdin" : file, cwd);
  const results = await applyDecisions(readDecisions(text, isInput ? "Standard input" : file), {
    stateFolder,
    env,
    world,
  });
  const refused = results.filter(({ ok }) => !ok);
  if (json) writeJson(stdout, { ok: refused.length === 0, results });
  else {
    stdout.write(say`${translate(count(results.length - refused.length, "decision"))} saved.\n`);
    for (const one of refused) stderr.write(describeRefusal(one));
  }
  if (refused.some(({ code }) => code === "ledger_held")) return ExitCode.held;
  return refused.length === 0 ? ExitCode.ok : ExitCode.failed;
}

function describeRefusal({ take, message }: DecisionResult): string {
  return say`not saved: ${take}: ${translate(message ?? "")}\n`;
}

/** A clip is named by its hash: what was read of it once holds. */
function rememberFacts(): FactsOf {
  const known = new Map<string, Promise<ClipFacts>>();
  return (sha256, path) => {
    const facts = known.get(sha256) ?? readClipFacts(path);
    known.set(sha256, facts);
    return facts;
  };
}

function remember(sheets: readonly Sheet[], clips: Map<string, SheetClip>): void {
  for (const { takes } of sheets) for (const take of takes) for (const clip of take.clips) clips.set(clip.sha256, clip);
}
