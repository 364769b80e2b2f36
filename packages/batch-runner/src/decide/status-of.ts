import type { Digest, Money, Plan } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { joinPlan } from "../join/join-plan.ts";
import type { JoinedTake } from "../join/joined-take.ts";
import type { Version } from "../ledger/take-record.ts";
import type { Attempt, TakeKey } from "../lifecycle/attempt.ts";
import type { AttemptStateName } from "../lifecycle/state.ts";
import { fromMicros, type Micros } from "../money/micros.ts";
import type { State } from "../state/state.ts";

/** One attempt, for people. */
export interface AttemptStatus {
  readonly attemptId: string;
  readonly takes: readonly TakeKey[];
  readonly realm: string;
  readonly digest: Digest;
  readonly provider: string;
  readonly model: string;
  readonly number: number;
  readonly state: AttemptStateName;
  readonly taskId?: string;
  readonly wireStatus?: string;
  readonly progress?: number;
  readonly sha256?: string;
  /** Reserved or spent. */
  readonly cost?: Money;
  /** The quoted cost, if the vendor bills something else. */
  readonly quoted?: Money;
  readonly failure?: { readonly code: string; readonly message: string };
  readonly updatedAt: number;
}

export interface Status {
  /** The plans' takes with the ledger's records; empty without plans. */
  readonly takes: readonly JoinedTake[];
  readonly attempts: readonly AttemptStatus[];
  /** Versions of each take, under `storyboard/take`. */
  readonly versions: Readonly<Record<string, readonly Version[]>>;
  /** Paid, one entry per currency. */
  readonly spent: readonly Money[];
  /** Reserved for what is not settled yet. */
  readonly reserved: readonly Money[];
}

/** State and cost of every take, of the plans' storyboards or of all. Reads only. */
export async function statusOf(state: State, plans: readonly Plan[] = []): Promise<Status> {
  const names = new Set(plans.map(({ storyboard }) => storyboard));
  const all = await state.ledger.attempts();
  const attempts =
    names.size === 0 ? all : all.filter(({ takes }) => takes.some(({ storyboard }) => names.has(storyboard)));
  const keys = new Map(attempts.flatMap(({ takes }) => takes).map((key) => [`${key.storyboard}/${key.take}`, key]));
  const versions: Record<string, readonly Version[]> = {};
  for (const [name, key] of keys) versions[name] = await state.ledger.versions(key);
  return {
    takes: await joinPlan(plans, state),
    attempts: attempts.map(toAttemptStatus),
    versions,
    spent: sumOf(attempts, ({ settled }) => settled ?? 0),
    reserved: sumOf(attempts, ({ settled, reserved }) => (settled === undefined ? reserved : 0)),
  };
}

function toAttemptStatus(attempt: Attempt): AttemptStatus {
  const { state, facts, currency } = attempt;
  return {
    attemptId: attempt.id,
    takes: attempt.takes,
    realm: attempt.realm,
    digest: attempt.digest,
    provider: attempt.provider.name,
    model: attempt.model,
    number: attempt.number,
    state: state.name,
    updatedAt: attempt.updatedAt,
    ...("taskId" in state && state.taskId !== undefined ? { taskId: state.taskId } : {}),
    ...present({ wireStatus: facts.wireStatus, progress: facts.progress }),
    ...(state.name === "downloaded" ? { sha256: state.sha256 } : {}),
    ...(currency === undefined ? {} : { cost: { amount: fromMicros(attempt.settled ?? attempt.reserved), currency } }),
    ...(currency === undefined || attempt.settled === undefined || attempt.settled === attempt.reserved
      ? {}
      : { quoted: { amount: fromMicros(attempt.reserved), currency } }),
    ...("failure" in state ? { failure: { code: state.failure.code, message: state.failure.message } } : {}),
  };
}

function sumOf(attempts: readonly Attempt[], micros: (attempt: Attempt) => Micros): readonly Money[] {
  const sums = new Map<string, Micros>();
  for (const attempt of attempts) {
    const amount = micros(attempt);
    if (attempt.currency === undefined || amount === 0) continue;
    sums.set(attempt.currency, (sums.get(attempt.currency) ?? 0) + amount);
  }
  return [...sums].map(([currency, sum]) => ({ amount: fromMicros(sum), currency }));
}
