import { editionOf, editionsOf, factsOf, present } from "@shotlist/schema";
import type { CanonicalStatus } from "@shotlist/schema";
import type { Case } from "../case/case.ts";
import { selectCases } from "../case/select-cases.ts";
import { drawBodies } from "../generate/draw-bodies.ts";
import { drawWalks } from "../generate/walk.ts";
import { canonicalOf } from "../oracle/belief.ts";
import { createRedact } from "../redact/redact.ts";
import { curlOf } from "../report/curl.ts";
import type { CaseResult, ContractReport, ContractTotals, CoveredStep, Verdict } from "../report/report.ts";
import { tellStory } from "../story/tell-story.ts";
import { assertTarget } from "./assert-target.ts";
import { createCaller } from "../call/caller.ts";
import { createCaseRun, NoVerdictError } from "../call/case-run.ts";
import type { CaseRun } from "../call/case-run.ts";
import { systemClock } from "../call/clock.ts";
import type { RunClock } from "../call/clock.ts";
import { findFaults } from "./find-faults.ts";
import { judgeCall } from "../call/judge-call.ts";
import { checkOptions } from "./check-options.ts";
import type { ContractOptions } from "./options.ts";
import { newSeed, seededRandom } from "../call/random.ts";
import { createSpend, SpendRefusedError } from "../call/spend.ts";
import type { Spend } from "../call/spend.ts";
import { isLoopback } from "../call/target.ts";
import type { Fetch } from "../call/target.ts";
import { findTime } from "../call/time-keeper.ts";
import type { TimeKeeper } from "../call/time-keeper.ts";
import { tooSlow, within } from "../call/within.ts";
import { worstPrice } from "./worst-price.ts";

/** A case whose waits cost nothing, and one that lives through a task in real time. */
const virtualCaseMs = 60_000;
const realCaseMs = 900_000;

/** Calls without an answer in a row after which the endpoint counts as gone. */
const mostSilentCases = 3;

/** Tests an endpoint against its format, case by case. */
export async function runContract(options: ContractOptions): Promise<ContractReport> {
  const { cases, run, report } = await openContract(options);
  for (const [done, one] of cases.entries()) {
    options.onCase?.({ id: one.id, done, total: cases.length });
    await run(one);
  }
  return report();
}

/** A contract check that is carried out one case at a time, such as by a test runner. */
export interface OpenContract {
  readonly cases: readonly Case[];
  run(this: void, one: Case): Promise<CaseResult>;
  /** What the cases run so far have come to. */
  report(this: void): ContractReport;
}

/** Finds out what the endpoint offers and gets ready to run its cases. */
export async function openContract(options: ContractOptions): Promise<OpenContract> {
  const set = await setUp(options);
  const results: CaseResult[] = [];
  const earlier = new Map(options.resume?.results.map((result) => [result.id, result]));
  let silent = 0;
  return {
    cases: set.cases,
    run: async (one) => {
      const known = earlier.get(one.id);
      if (known !== undefined) {
        results.push(known);
        return known;
      }
      const isGone = silent >= mostSilentCases;
      const result = isGone ? undecided(one, "the endpoint no longer answers") : await runCase(set, one);
      silent = result.verdict === "undecided" && result.findings.length === 0 ? silent + 1 : 0;
      results.push(result);
      options.onState?.({ result });
      options.onResult?.(result);
      return result;
    },
    report: () => toReport(set, results),
  };
}

interface RunSetUp {
  readonly options: ContractOptions;
  readonly baseUrl: string;
  readonly cases: readonly Case[];
  readonly fetch: Fetch;
  readonly clock: RunClock;
  readonly time: TimeKeeper;
  readonly spend: Spend;
  readonly seed: number;
  readonly isLocal: boolean;
  readonly caseTimeoutMs: number;
  readonly stepsSeen: Set<string>;
  /** Faults that the endpoint can be asked to play. */
  readonly faults: ReadonlySet<string>;
}

async function setUp(options: ContractOptions): Promise<RunSetUp> {
  checkOptions(options);
  const {
    format,
    live = false,
    clock = systemClock,
    only,
    fetch = (request: Request) => globalThis.fetch(request),
  } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, "");
  const isLocal = isLoopback(baseUrl);
  assertTarget(baseUrl, { live, sendsKey: options.apiKey !== undefined });
  const seed = options.resume?.seed ?? options.seed ?? newSeed();
  const stepsSeen = new Set(options.resume?.steps);
  options.onState?.({ run: { format, target: targetOf(baseUrl), seed } });
  const time = await findTime({ baseUrl, fetch, clock, signal: options.signal });
  return {
    options,
    baseUrl,
    cases: selectCases(format, only),
    fetch,
    clock,
    time,
    spend: createSpend({
      ...present({ from: options.resume?.spent }),
      onReserve: (spent) => options.onState?.({ spent }),
      maxTasks: options.maxTasks ?? (isLocal || options.budget !== undefined ? Number.POSITIVE_INFINITY : 0),
      ...present({ budget: options.budget }),
      worstPrice:
        options.budget === undefined
          ? undefined
          : (options.pricePerTask ?? worstPrice(format, options.budget.currency)),
    }),
    seed,
    isLocal,
    caseTimeoutMs: options.caseTimeoutMs ?? (time.isVirtual ? virtualCaseMs : realCaseMs),
    stepsSeen,
    faults: await findFaults({ baseUrl, fetch, clock, signal: options.signal }),
  };
}

async function runCase(set: RunSetUp, one: Case): Promise<CaseResult> {
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

function conclude(
  { options, baseUrl }: RunSetUp,
  one: Case,
  {
    run,
    reason,
    verdict = "undecided",
  }: { readonly run: CaseRun; readonly reason?: string; readonly verdict?: Verdict },
): CaseResult {
  const { findings } = run;
  const isFailure = findings.some(({ level }) => options.strict === true || level === "reject");
  const [offending] = findings.toSorted(
    (left, right) => Number(right.level === "reject") - Number(left.level === "reject"),
  );
  const exchange = offending === undefined ? undefined : run.exchanges[offending.exchange];
  const ended: Verdict = isFailure ? "fail" : reason === undefined ? "pass" : verdict;
  return {
    ...about(one),
    verdict: ended,
    ...(reason === undefined || ended === "fail" ? {} : { reason }),
    findings,
    exchanges: findings.length === 0 ? [] : run.exchanges,
    ...(exchange === undefined ? {} : { curl: curlOf(options.format, baseUrl, exchange) }),
  };
}

function undecided(one: Case, reason: string): CaseResult {
  return { ...about(one), verdict: "undecided", reason, findings: [], exchanges: [] };
}

function about({
  id,
  operation,
  title,
  rule,
  provenance,
  level,
  bills,
}: Case): Omit<CaseResult, "verdict" | "findings" | "exchanges"> {
  return { id, operation, title, ...present({ rule }), provenance, level, bills };
}

function toReport(
  { options, baseUrl, seed, spend, stepsSeen, isLocal }: RunSetUp,
  results: readonly CaseResult[],
): ContractReport {
  const { format, strict = false, budget } = options;
  const { title, document } = factsOf(format);
  const totals = totalsOf(results);
  return {
    version: 1,
    format,
    title,
    document,
    edition: editionOf(format) ?? editionsOf(format).at(-1)?.id ?? "",
    target: targetOf(baseUrl),
    live: !isLocal,
    strict,
    seed,
    ok: totals.fail === 0 && totals.undecided === 0,
    totals,
    spent: {
      submits: spend.submits,
      ...(budget === undefined ? {} : { amount: spend.reserved, currency: budget.currency }),
    },
    steps: coveredSteps(options, stepsSeen),
    results,
  };
}

/** Without credentials or query. */
function targetOf(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return `${origin}${pathname === "/" ? "" : pathname}`;
}

function totalsOf(results: readonly CaseResult[]): ContractTotals {
  const count = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length;
  return {
    pass: count("pass"),
    fail: count("fail"),
    notOffered: count("not offered"),
    skipped: count("skipped"),
    undecided: count("undecided"),
    advice: results.filter(({ verdict, findings }) => verdict === "pass" && findings.length > 0).length,
  };
}

function coveredSteps({ format }: ContractOptions, seen: ReadonlySet<string>): readonly CoveredStep[] {
  const steps = new Map<string, CoveredStep>();
  for (const edge of factsOf(format).lifecycle) {
    const [from, to] = [canonicalOf(format, edge.from), canonicalOf(format, edge.to)] as readonly (
      | CanonicalStatus
      | undefined
    )[];
    if (from === undefined || to === undefined || from === to) continue;
    steps.set(`${from} ${to}`, { from, to, seen: seen.has(`${from} ${to}`) });
  }
  return [...steps.values()];
}
