import type { FaultPlace, FaultSettings, Fault } from "./fault.ts";
import { checkScenario, ruleOf } from "./check-scenario.ts";
import type { ScenarioProblem } from "./check-scenario.ts";
import { faultHeader, readFaultHeader } from "./fault-header.ts";
import { faultLibrary } from "./library.ts";
import { seededRandom } from "../random/seeded-random.ts";
import { matchesClip } from "./matches-clip.ts";
import type { ClipOccasion } from "./matches-clip.ts";
import { ScenarioError } from "./scenario-error.ts";
import type { RateLimit, RuleMatch, Scenario, ScenarioRule } from "./scenario.ts";

/** What a rule is checked against. */
export interface FaultOccasion extends ClipOccasion {
  readonly place: FaultPlace;
  readonly taskId: string | undefined;
}

/** A fault that strikes now. */
export interface Strike {
  readonly fault: Fault;
  readonly settings: FaultSettings;
}

/** A rule in force. */
export interface RuleInForce {
  /** Counts from 1 over the life of the server. */
  readonly number: number;
  readonly rule: ScenarioRule;
  /** How often it has struck. */
  readonly struck: number;
}

/** The faults of a server; may be changed while it runs. */
export interface FaultPlan {
  /** The fault that strikes on this occasion, if any; counts it. */
  readonly strike: (occasion: FaultOccasion) => Strike | undefined;
  /** Adds a rule behind the others; returns a function that takes it out. */
  readonly add: (rule: ScenarioRule) => () => void;
  readonly remove: (number: number) => void;
  readonly clear: () => void;
  readonly rules: () => readonly RuleInForce[];
}

const faultsByName: ReadonlyMap<string, Fault> = new Map(faultLibrary.map((fault) => [fault.name, fault]));

interface Entry {
  readonly number: number;
  readonly rule: ScenarioRule;
  readonly fault: Fault;
  matched: number;
  struck: number;
  /** The window in which the rule's limit counts. */
  window: { readonly endsAtMs: number; requests: number };
}

/** Starts with the rules of a scenario. The same seed and requests at the same times give the same strikes. */
export function createFaultPlan(
  seed: string,
  scenario: Scenario = { rules: [] },
  now: () => number = () => 0,
): FaultPlan {
  let entries: Entry[] = [];
  let added = 0;

  const add = (written: ScenarioRule): (() => void) => {
    const checked = ruleOf(written);
    if (!checked.ok) throw new ScenarioError(checked.problems.map(({ message }) => message));
    added += 1;
    const { rule } = checked;
    const window = { endsAtMs: -Infinity, requests: 0 };
    const entry: Entry = { number: added, rule, fault: faultOf(rule), matched: 0, struck: 0, window };
    entries.push(entry);
    return () => {
      entries = entries.filter((other) => other !== entry);
    };
  };
  const checkedScenario = checkScenario(scenario);
  if (!checkedScenario.ok) throw new ScenarioError(checkedScenario.problems.map(describeProblem));
  for (const rule of scenario.rules) add(rule);

  const strikes = (entry: Entry, occasion: FaultOccasion): boolean => {
    const { rule, fault } = entry;
    if (entry.struck >= (rule.times ?? Infinity)) return false;
    if (!fault.places.includes(occasion.place) || !matches(rule.match ?? {}, occasion)) return false;
    entry.matched += 1;
    const { nth, probability } = rule.match ?? {};
    if (nth !== undefined && ![nth].flat().includes(entry.matched)) return false;
    if (rule.limit !== undefined && isWithin(rule.limit, entry, now())) return false;
    if (probability === undefined) return true;
    return seededRandom(seed, "fault", entry.number, entry.matched).fraction() < probability;
  };

  return {
    strike: (occasion) => {
      const asked = askedFor(occasion);
      if (asked !== undefined) return asked;
      const entry = entries.find((candidate) => strikes(candidate, occasion));
      if (entry === undefined) return undefined;
      entry.struck += 1;
      return { fault: entry.fault, settings: settingsOf(entry, now()) };
    },
    add,
    remove: (number) => {
      entries = entries.filter((entry) => entry.number !== number);
    },
    clear: () => {
      entries = [];
    },
    rules: () => entries.map(({ number, rule, struck }) => ({ number, rule, struck })),
  };
}

function faultOf({ fault: name }: ScenarioRule): Fault {
  const fault = faultsByName.get(name);
  if (fault === undefined) throw new Error(`a checked rule has the unknown fault ${name}`);
  return fault;
}

/** The fault that the request's own header asks for, where it can strike here. */
function askedFor(occasion: FaultOccasion): Strike | undefined {
  const text = occasion.header(faultHeader);
  const asked = text === undefined ? undefined : readFaultHeader(text);
  if (asked === undefined || "mistake" in asked) return undefined;
  const fault = faultOf(asked.rule);
  return fault.places.includes(occasion.place) ? { fault, settings: asked.rule.with ?? {} } : undefined;
}

/** Counts a request against a limit; whether it still passes. */
function isWithin({ requests, seconds }: RateLimit, entry: Entry, nowMs: number): boolean {
  if (nowMs >= entry.window.endsAtMs) entry.window = { endsAtMs: nowMs + seconds * 1000, requests: 0 };
  entry.window.requests += 1;
  return entry.window.requests <= requests;
}

/** A limit reports to the client when its window ends, unless the rule says otherwise. */
function settingsOf({ rule, window }: Entry, nowMs: number): FaultSettings {
  const settings = rule.with ?? {};
  if (rule.limit === undefined || settings.retryAfter !== undefined) return settings;
  return { ...settings, retryAfter: Math.max(1, Math.ceil((window.endsAtMs - nowMs) / 1000)) };
}

function describeProblem({ path, message }: ScenarioProblem): string {
  return `${path.slice(0, -1).join(".")}${path.length > 1 ? ": " : ""}${message}`;
}

function matches(match: RuleMatch, occasion: FaultOccasion): boolean {
  if (match.operation !== undefined && match.operation !== occasion.place) return false;
  if (match.taskId !== undefined && match.taskId !== occasion.taskId) return false;
  return matchesClip(match, occasion);
}
