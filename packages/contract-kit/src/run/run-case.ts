import type { Case } from "../case/case.ts";
import { drawBodies } from "../generate/draw-bodies.ts";
import { drawWalks } from "../generate/walk.ts";
import { createRedact } from "../redact/redact.ts";
import type { CaseResult } from "../report/report.ts";
import { tellStory } from "../story/tell-story.ts";
import { createCaller } from "../call/caller.ts";
import { createCaseRun, NoVerdictError } from "../call/case-run.ts";
import type { CaseRun } from "../call/case-run.ts";
import { judgeCall } from "../call/judge-call.ts";
import type { ContractOptions } from "./options.ts";
import { seededRandom } from "../call/random.ts";
import { SpendRefusedError } from "../call/spend.ts";
import { tooSlow, within } from "../call/within.ts";
import { conclude, undecided } from "./conclude.ts";
import type { RunSetUp } from "./run-set-up.ts";

export async function runCase(set: RunSetUp, one: Case): Promise<CaseResult> {
  const { options, time, spend, seed } = set;
  if (isEnded(options)) return undecided(one, "the run was stopped");
  if (one.bills && !spend.allows(undefined))
    return { ...undecided(one, "a submit with a valid key may be billed"), verdict: "skipped" };
  if (!set.isLocal && options.apiKey === undefined && needsKey(one))
    return { ...undecided(one, "no key was given"), verdict: "skipped" };

  const redact = createRedact([options.apiKey]);
  const stop = new AbortController();
  const caller = createCaller({
    format: options.format,
    baseUrl: set.baseUrl,
    fetch: set.fetch,
    apiKey: options.apiKey ?? (set.isLocal ? "contract-check" : undefined),
    redact,
    spend,
    time,
    clock: set.clock,
    requestTimeoutMs: options.requestTimeoutMs ?? 10_000,
  });
  const run = createCaseRun({
    format: options.format,
    caller,
    time,
    random: seededRandom(seed),
    signal: stop.signal,
    faults: set.faults,
    onStep: (from, to) => {
      const step = `${from} ${to}`;
      if (!set.stepsSeen.has(step)) options.onState?.({ step });
      set.stepsSeen.add(step);
    },
  });
  const limit = { clock: set.clock, ms: set.caseTimeoutMs, signal: options.signal };
  try {
    const ended = await within(limit, () => perform(set, run, one));
    stop.abort();
    if (ended === tooSlow)
      return conclude(set, one, { run, reason: `no verdict within ${set.caseTimeoutMs / 1000} seconds` });
    return conclude(set, one, { run });
  } catch (error) {
    stop.abort();
    if (error instanceof SpendRefusedError)
      return conclude(set, one, { run, reason: "a submit with a valid key may be billed", verdict: "skipped" });
    if (error instanceof NoVerdictError) {
      const verdict = error.code === "not_offered" ? "not offered" : "undecided";
      return conclude(set, one, { run, reason: error.message, verdict });
    }
    if (isEnded(options)) return conclude(set, one, { run, reason: "the run was stopped" });
    throw error;
  }
}

function isEnded({ signal }: ContractOptions): boolean {
  return signal?.aborted === true;
}

async function perform(set: RunSetUp, run: CaseRun, one: Case): Promise<void> {
  const { options, seed, spend, clock } = set;
  const { request } = one;
  switch (request.kind) {
    case "call":
      run.assertPlayable(request.provoke);
      return judgeCall(run, one, request);
    case "story":
      return tellStory(run, request, { webhookReceiver: options.webhookReceiver, clock });
    case "generated": {
      const count = Math.min(options.draws ?? (set.isLocal ? 100 : 10), spend.left());
      const draws = { seed, count, shrink: spend.left() === Number.POSITIVE_INFINITY };
      if (request.draws === "walks") return drawWalks(run, { ...draws, mostMs: set.caseTimeoutMs / 2 });
      return drawBodies(run, one, { ...draws, kind: request.draws === "accepted-bodies" ? "accepted" : "refused" });
    }
    default:
      return request satisfies never;
  }
}

function needsKey({ request }: Case): boolean {
  return request.kind !== "call" || request.key === "valid";
}
