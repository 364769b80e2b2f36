import type { FaultPlace, FaultSettings, Fault } from "./fault.ts";
import { faultLibrary } from "./library.ts";
import { seededRandom } from "../random/seeded-random.ts";
import { matchesClip } from "./matches-clip.ts";
import type { ClipOccasion } from "./matches-clip.ts";
import type { RuleMatch, Scenario, ScenarioRule } from "./scenario.ts";

/** What a rule is held against. */
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

/** A client may ask for a fault by name with this header, for one request. */
const faultHeader = "x-mock-fault";

const faultsByName: ReadonlyMap<string, Fault> = new Map(faultLibrary.map((fault) => [fault.name, fault]));

/** The fault of that name; throws for a name that the library lacks. */
function findFault(name: string): Fault {
  const fault = faultsByName.get(name);
  if (fault === undefined) {
    throw new RangeError(`There is no fault "${name}". There are: ${[...faultsByName.keys()].join(", ")}`);
  }
  return fault;
}

interface Entry {
  readonly number: number;
  readonly rule: ScenarioRule;
  readonly fault: Fault;
  matched: number;
  struck: number;
}

/** Starts with the rules of a scenario. The same seed and requests give the same strikes. */
export function createFaultPlan(seed: string, scenario: Scenario = { rules: [] }): FaultPlan {
  let entries: Entry[] = [];
  let added = 0;

  const add = (rule: ScenarioRule): (() => void) => {
    added += 1;
    const entry: Entry = { number: added, rule, fault: findFault(rule.fault), matched: 0, struck: 0 };
    entries.push(entry);
    return () => {
      entries = entries.filter((other) => other !== entry);
    };
  };
  for (const rule of scenario.rules) add(rule);

  const strikes = (entry: Entry, occasion: FaultOccasion): boolean => {
    const { rule, fault } = entry;
    if (entry.struck >= (rule.times ?? Infinity)) return false;
    if (!fault.places.includes(occasion.place) || !matches(rule.match ?? {}, occasion)) return false;
    entry.matched += 1;
    const { nth, probability } = rule.match ?? {};
    if (nth !== undefined && ![nth].flat().includes(entry.matched)) return false;
    if (probability === undefined) return true;
    return seededRandom(seed, "fault", entry.number, entry.matched).fraction() < probability;
  };

  return {
    strike: (occasion) => {
      const asked = occasion.header(faultHeader);
      const byHeader = asked === undefined ? undefined : faultsByName.get(asked);
      if (byHeader?.places.includes(occasion.place) === true) return { fault: byHeader, settings: {} };
      const entry = entries.find((candidate) => strikes(candidate, occasion));
      if (entry === undefined) return undefined;
      entry.struck += 1;
      return { fault: entry.fault, settings: entry.rule.with ?? {} };
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

function matches(match: RuleMatch, occasion: FaultOccasion): boolean {
  if (match.operation !== undefined && match.operation !== occasion.place) return false;
  if (match.taskId !== undefined && match.taskId !== occasion.taskId) return false;
  return matchesClip(match, occasion);
}
