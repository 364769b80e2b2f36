import { judgeTakes, useVersion, type State, type Version } from "@shotlist/batch-runner";
import { present } from "@shotlist/schema";
import type { Decision, DecisionResult } from "../contact-sheet/page-data.ts";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { describeFailure } from "../output/describe-failure.ts";
import { withState } from "../state/existing-states.ts";
import type { Environment, World } from "../world/world.ts";
import { keepChoices } from "./keep-choices.ts";
import { permitsFor } from "./permits.ts";

interface ApplyOptions {
  readonly stateFolder: string;
  readonly env: Environment;
  readonly world: World;
}

/**
 * Writes decisions as `use`, `approve` and `reject` do, each for itself: what cannot be written is said in its result. A decision
 * about a clip that is no longer the one that was looked at is refused.
 */
export async function applyDecisions(
  decisions: readonly Decision[],
  options: ApplyOptions,
): Promise<readonly DecisionResult[]> {
  const results: DecisionResult[] = [];
  for (const [realm, own] of Map.groupBy(decisions, (decision) => decision.realm)) {
    try {
      results.push(...(await withState(options.stateFolder, realm, (state) => applyIn(state, own, options))));
    } catch (error) {
      results.push(...own.map(({ take }) => refusal(take, error)));
    }
  }
  return results;
}

async function applyIn(
  state: State,
  decisions: readonly Decision[],
  options: ApplyOptions,
): Promise<readonly DecisionResult[]> {
  const results: DecisionResult[] = [];
  const used: Version[] = [];
  const judged: Version[] = [];
  for (const decision of decisions) {
    try {
      await requireSameClip(state, decision);
      const note = present({ note: decision.note });
      if (decision.use === true) used.push(await useVersion(state, decision.take, decision.version, note));
      if (decision.verdict !== undefined)
        judged.push(...(await judge(state, { ...decision, verdict: decision.verdict }, options)));
      results.push({ take: decision.take, ok: true });
    } catch (error) {
      results.push(refusal(decision.take, error));
    }
  }
  await keepChoices(state, used, { ...options, place: true });
  const onlyJudged = judged.filter(({ storyboard }) => used.every((version) => version.storyboard !== storyboard));
  await keepChoices(state, onlyJudged, { ...options, place: false });
  return results;
}

/** What `approve` and `reject` do, for the one clip that was looked at: an approved draft permits its clips. */
async function judge(
  state: State,
  { take, sha256, verdict, note }: Decision & Required<Pick<Decision, "verdict">>,
  options: ApplyOptions,
): Promise<readonly Version[]> {
  const keys = [keyOf(take)];
  const permitsOf = verdict === "approved" ? await permitsFor(state, keys, options) : undefined;
  return judgeTakes(state, keys, {
    verdict,
    clip: sha256,
    ...present({ note, permitsOf }),
  });
}

/** A version's number means nothing on another machine: the clip has to be the same. */
async function requireSameClip({ ledger }: State, { take, version, sha256 }: Decision): Promise<void> {
  const versions = await ledger.versions(keyOf(take));
  if (versions.some((one) => one.number === version && one.sha256 === sha256)) return;
  throw new CommandError(`Version ${version} of ${take} is not the clip that was looked at`, {
    code: "clip_changed",
    exitCode: ExitCode.wrong,
    hint: "Check it again, and decide again",
  });
}

function keyOf(take: string): { readonly storyboard: string; readonly take: string } {
  const at = take.indexOf("/");
  return { storyboard: take.slice(0, at), take: take.slice(at + 1) };
}

function refusal(take: string, error: unknown): DecisionResult {
  const { code, message } = describeFailure(error);
  return { take, ok: false, code, message };
}
