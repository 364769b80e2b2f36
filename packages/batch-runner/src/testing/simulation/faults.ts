import type { Chance } from "./chance.ts";

/** Everything that can go wrong in a simulated world. */
export const faultKinds = [
  // A submit.
  "submit: answer lost after acceptance",
  "submit: connection reset before acceptance",
  "submit: nothing sent",
  "submit: answer too late",
  "submit: another task's answer",
  "submit: 429 with Retry-After",
  "submit: 429 without Retry-After",
  "submit: 5xx and no task",
  "submit: 5xx and a task",
  "submit: proven not created",
  "submit: a gateway's HTML",
  "submit: truncated JSON",
  "submit: malformed JSON",
  "submit: 200 without an id",
  "submit: 408",
  "submit: 409, 421, 425 or 499",
  "submit: 429 that names a task",
  "submit: redirect",
  "submit: redirect after acceptance",
  "submit: no such address",
  "submit: empty account",
  "submit: refused",
  "submit: key refused",
  // A poll.
  "poll: connection reset",
  "poll: answer too late",
  "poll: 429 with Retry-After",
  "poll: 429 without Retry-After",
  "poll: 5xx",
  "poll: a gateway's HTML",
  "poll: truncated JSON",
  "poll: malformed JSON",
  "poll: unknown status",
  "poll: succeeded without a link",
  "poll: an older answer",
  "poll: another task's answer",
  "poll: a word of a related format",
  "poll: numbers beyond reason",
  "poll: a count that cannot be read",
  "poll: redirect elsewhere",
  "poll: task unknown for a moment",
  "poll: task unknown for an hour",
  // A list of tasks.
  "list: connection reset",
  "list: 429",
  "list: 5xx",
  "list: not a list",
  "list: a task is missing",
  "list: a task twice",
  "list: strangers among them",
  "list: succeeded without a link",
  "list: an older answer",
  // A webhook.
  "notice: lost",
  "notice: late",
  "notice: twice",
  "notice: forged",
  "notice: a flood of them",
  // A download.
  "clip: link expired",
  "clip: cut",
  "clip: truncated",
  "clip: ends early without a length",
  "clip: stalled",
  "clip: wrong length",
  "clip: error page",
  "clip: not a clip",
  "clip: 5xx",
  "clip: 429",
  "clip: wrong range",
  "clip: range refused",
  "clip: a range that ends early",
  "clip: the rest of another file",
  "clip: whole, and called a part",
  "clip: whole, and called something else",
  "clip: sound alone",
  "clip: encoded again",
  "clip: redirect",
  "clip: redirect into a private network",
  "clip: refused without end",
  // A task that is cancelled.
  "cancel: connection reset before it arrived",
  "cancel: answer lost",
  // The disk.
  "disk: full",
  "disk: read-only",
  "disk: failing",
  "disk: torn write",
  // Processes and their clocks.
  "process: killed before a step",
  "process: killed after a step",
  "process: killed at a time",
  "process: frozen",
  "process: interrupted",
  "process: two at once",
  "clock: jump ahead",
  "clock: jump back",
  // What other people do with files.
  "output: somebody's file",
  // The ledger.
  "ledger: restored from a backup",
  "ledger: restored with its log",
  // The repository, and what comes with it.
  "repository: cloned with the lock file",
  "lock file: one take on two lines",
  "lock file: a stranger's values",
  // The clips.
  "store: a clip rots",
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** The faults of one place, such as `poll`. */
export type FaultOf<Place extends string> = Extract<FaultKind, `${Place}: ${string}`>;

/** Which faults a world may have, with how often each strikes where it can, in percent. */
export type FaultFamily = Readonly<Record<string, number>>;

/** One step that goes wrong for certain: what the process would have done, or learned, at its nth step. */
export interface Strike {
  readonly step: number;
  readonly fate: "killed before" | "killed after" | "fails before" | "fails after";
}

/** Decides when something goes wrong, and counts it. */
export interface Faults {
  /** Counts a step; answers what happens to it where that is set. */
  fateOfStep(): Strike["fate"] | undefined;
  readonly steps: () => number;
  /** Whether this one strikes now. */
  strikes(kind: FaultKind): boolean;
  /** Which of several strikes now, if any. */
  among<Place extends string>(place: Place, except?: readonly FaultKind[]): FaultOf<Place> | undefined;
  count(kind: FaultKind): void;
  /** From now on nothing goes wrong. */
  stop(): void;
  readonly counts: ReadonlyMap<FaultKind, number>;
}

/** `poll` of `poll: times out`. */
const placeOf: ReadonlyMap<FaultKind, string> = new Map(
  faultKinds.map((kind) => [kind, kind.slice(0, kind.indexOf(":"))]),
);

/** A world has so many faults at most, so that it gets somewhere between them. */
const mostFaults = 24;

export function createFaults(family: FaultFamily, chance: Chance, strike?: Strike): Faults {
  const counts = new Map<FaultKind, number>();
  let left = mostFaults;
  let steps = 0;
  let struck = false;

  function shareOf(kind: FaultKind): number {
    return family[kind] ?? family[placeOf.get(kind) ?? ""] ?? 0;
  }

  function count(kind: FaultKind): void {
    left -= 1;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }

  return {
    counts,
    count,
    steps: () => steps,
    fateOfStep() {
      steps += 1;
      return !struck && steps === strike?.step ? strike.fate : undefined;
    },
    strikes(kind) {
      const share = shareOf(kind);
      if (left <= 0 || share === 0 || !chance.percent(share)) return false;
      count(kind);
      return true;
    },
    among(place, except = []) {
      const share = family[place] ?? 0;
      if (left <= 0 || share === 0 || !chance.percent(share)) return undefined;
      const kind = chance.pick(faultKinds.filter((one) => isOf(place, one)).filter((one) => !except.includes(one)));
      count(kind);
      return kind;
    },
    stop: () => {
      left = 0;
      struck = true;
    },
  };
}

function isOf<Place extends string>(place: Place, kind: FaultKind): kind is FaultOf<Place> {
  return kind.startsWith(`${place}: `);
}
