/** Why something failed, without URL or key. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly vendorCode?: string;
  readonly requestId?: string;
}

/** The state of an attempt. The names are what the ledger keeps. */
export type AttemptState =
  /** Nothing has been sent, or what was sent is proven to have created nothing. */
  | { readonly name: "planned" }
  /** The intent is durable; the request may be on its way. */
  | { readonly name: "submitting" }
  | { readonly name: "submitted" | "adopted" | "queued" | "running" | "succeeded"; readonly taskId: string }
  | {
      readonly name: "downloaded";
      readonly taskId: string;
      readonly sha256: string;
      readonly frameSha256?: string;
    }
  /** No task id: the submit itself was refused. */
  | { readonly name: "failed"; readonly taskId?: string; readonly failure: Failure }
  | { readonly name: "expired" | "cancelled"; readonly taskId: string; readonly failure: Failure }
  /** A task may exist and be billed; only a person or a lookup may decide. */
  | { readonly name: "uncertain"; readonly failure: Failure; readonly taskId?: string }
  /** The vendor no longer knows the task. */
  | { readonly name: "lost"; readonly taskId: string }
  /** A person gave the clip up. */
  | { readonly name: "abandoned"; readonly taskId?: string; readonly failure: Failure }
  /** A person let the digest be submitted again: history, another attempt takes its place. */
  | { readonly name: "resubmitted"; readonly taskId?: string };

export type AttemptStateName = AttemptState["name"];

/** Where the clip of an attempt is to be looked for. */
export type Whereabouts =
  /** Nothing was sent, or nothing came of it that is billed or kept. */
  | "nowhere"
  /** The request may be on its way. */
  | "sending"
  /** Nobody knows whether there is a task. */
  | "unknown"
  /** The vendor is at its task, as far as is known. */
  | "vendor"
  /** The vendor has it ready to be fetched. */
  | "ready"
  /** The vendor no longer knows the task. */
  | "gone"
  /** It was fetched. */
  | "store";

/** What is true of every attempt in a state. Whoever decides something about attempts asks here, not for names of states. */
export interface Traits {
  readonly at: Whereabouts;
  /** Whether it was sent and did not fail: it is billed, or may be. */
  readonly paid: boolean;
  /** Whether nothing happens to it any more unless a person decides so. */
  readonly ended: boolean;
  /** Whether only a person can decide it, or a lookup. One that is being sent needs one once its run is gone. */
  readonly needsPerson: boolean;
  /** Of two accounts of one attempt, the one with the higher figure knows more. */
  readonly worth: number;
}

export const traits: Readonly<Record<AttemptStateName, Traits>> = {
  planned: { at: "nowhere", paid: false, ended: false, needsPerson: false, worth: 0 },
  submitting: { at: "sending", paid: true, ended: false, needsPerson: true, worth: 1 },
  uncertain: { at: "unknown", paid: true, ended: false, needsPerson: true, worth: 2 },
  submitted: { at: "vendor", paid: true, ended: false, needsPerson: false, worth: 3 },
  adopted: { at: "vendor", paid: true, ended: false, needsPerson: false, worth: 3 },
  queued: { at: "vendor", paid: true, ended: false, needsPerson: false, worth: 4 },
  running: { at: "vendor", paid: true, ended: false, needsPerson: false, worth: 5 },
  lost: { at: "gone", paid: true, ended: false, needsPerson: true, worth: 6 },
  succeeded: { at: "ready", paid: true, ended: false, needsPerson: false, worth: 7 },
  failed: { at: "nowhere", paid: false, ended: true, needsPerson: false, worth: 8 },
  expired: { at: "nowhere", paid: false, ended: true, needsPerson: false, worth: 8 },
  cancelled: { at: "nowhere", paid: false, ended: true, needsPerson: false, worth: 8 },
  abandoned: { at: "nowhere", paid: false, ended: true, needsPerson: false, worth: 9 },
  downloaded: { at: "store", paid: true, ended: true, needsPerson: false, worth: 10 },
  resubmitted: { at: "nowhere", paid: true, ended: true, needsPerson: false, worth: 11 },
};

/** The states with a common trait, such as `statesWhere(({ at }) => at === "vendor")`. */
export function statesWhere(holds: (traits: Traits) => boolean): readonly AttemptStateName[] {
  return stateNames.filter((name) => holds(traits[name]));
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these are the keys of a closed record
const stateNames = Object.keys(traits) as readonly AttemptStateName[];

/** States in which a task may be at its vendor, or on its way there. It counts as in flight until its deadline, whoever watches it. */
export const mayBeInFlight: readonly AttemptStateName[] = statesWhere(
  ({ at }) => at === "sending" || at === "vendor" || at === "unknown",
);

/** Its task is known to the vendor, and is still running or to be downloaded. */
export function isOpen({ at }: Traits): boolean {
  return at === "vendor" || at === "ready";
}

/** It failed, and may be submitted again. */
export function hasFailed({ paid, ended }: Traits): boolean {
  return ended && !paid;
}

/** The task of an attempt, where it has one. */
export function taskOf(state: AttemptState): { readonly taskId?: string } {
  return "taskId" in state && state.taskId !== undefined ? { taskId: state.taskId } : {};
}
