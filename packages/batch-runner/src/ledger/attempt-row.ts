import type { Realm, ResolvedProvider } from "@shotlist/core";
import { present } from "@shotlist/schema";
import type { AttemptState, AttemptStateName, Failure } from "../lifecycle/state.ts";
import type { Rate } from "../money/rate.ts";
import { faultOfProvider } from "./check-record.ts";
import { DamagedLedger, objectFromStored, textsFromStored } from "./stored.ts";
import type { Attempt, Intent, TakeKey, TaskFacts } from "../lifecycle/attempt.ts";

/** A row of `attempts` as SQLite answers it, joined with its endpoint. */
export interface AttemptRow {
  readonly id: string;
  readonly realm: Realm;
  readonly digest: string;
  readonly number: number;
  readonly state: AttemptStateName;
  readonly task_id: string | null;
  readonly sha256: string | null;
  readonly frame_sha256: string | null;
  readonly failure: string | null;
  readonly provider: string;
  readonly model: string;
  readonly run_id: string;
  readonly reserved: number;
  readonly settled: number | null;
  readonly currency: string | null;
  readonly failures_are_free: number;
  readonly counted: number;
  readonly counters: string;
  readonly rate: string | null;
  readonly released: string | null;
  readonly intent: string | null;
  readonly facts: string;
  readonly created_at: number;
  readonly intent_at: number | null;
  readonly submitted_at: number | null;
  readonly finished_at: number | null;
  readonly updated_at: number;
}

/** The columns in which a state is kept. */
export interface StateColumns {
  readonly state: AttemptStateName;
  readonly task_id: string | null;
  readonly sha256: string | null;
  readonly frame_sha256: string | null;
  readonly failure: string | null;
}

export function toColumns(state: AttemptState): StateColumns {
  return {
    state: state.name,
    task_id: "taskId" in state ? (state.taskId ?? null) : null,
    sha256: "sha256" in state ? state.sha256 : null,
    frame_sha256: "frameSha256" in state ? (state.frameSha256 ?? null) : null,
    failure: "failure" in state ? JSON.stringify(state.failure) : null,
  };
}

export function fromColumns(row: {
  readonly state: AttemptStateName;
  readonly task_id: string | null;
  readonly sha256: string | null;
  readonly frame_sha256: string | null;
  readonly failure: string | null;
}): AttemptState {
  const name = row.state;
  const task = row.task_id === null ? {} : { taskId: row.task_id };
  switch (name) {
    case "planned":
    case "submitting":
      return { name };
    case "submitted":
    case "adopted":
    case "queued":
    case "running":
    case "succeeded":
    case "lost":
      return { name, taskId: required(row.task_id, "task_id") };
    case "downloaded":
      return {
        name,
        taskId: required(row.task_id, "task_id"),
        sha256: required(row.sha256, "sha256"),
        ...present({ frameSha256: row.frame_sha256 ?? undefined }),
      };
    case "expired":
    case "cancelled":
      return { name, taskId: required(row.task_id, "task_id"), failure: failureOf(row.failure) };
    case "failed":
    case "uncertain":
    case "abandoned":
      return { name, ...task, failure: failureOf(row.failure) };
    case "resubmitted":
      return { name, ...task };
    default:
      throw new DamagedLedger(`an attempt has an unknown state: ${JSON.stringify(name satisfies never)}`);
  }
}

/** The attempt that a row stands for. */
export function toAttempt(row: AttemptRow, takes: readonly TakeKey[]): Attempt {
  return {
    id: row.id,
    realm: row.realm,
    digest: row.digest,
    number: row.number,
    state: fromColumns(row),
    provider: providerOf(row.provider),
    model: row.model,
    runId: row.run_id,
    takes,
    reserved: row.reserved,
    failuresAreFree: row.failures_are_free === 1,
    facts: objectFromStored<TaskFacts>(row.facts),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...present({ settled: row.settled ?? undefined, currency: row.currency ?? undefined }),
    ...(row.released === null ? {} : { released: textsFromStored(row.released) }),
    ...(row.rate === null ? {} : { rate: objectFromStored<Rate>(row.rate) }),
    ...(row.intent === null ? {} : { intent: objectFromStored<Intent>(row.intent) }),
    ...present({
      intentAt: row.intent_at ?? undefined,
      submittedAt: row.submitted_at ?? undefined,
      finishedAt: row.finished_at ?? undefined,
    }),
  };
}

const providers = new Map<string, ResolvedProvider>();
/** A ledger has a handful of endpoints, and as many attempts of each as it likes. */
const providersKept = 1000;

/** Where a task is asked for, and under which key: a state folder may come from a stranger, so it is checked once. */
function providerOf(text: string): ResolvedProvider {
  const known = providers.get(text);
  if (known !== undefined) return known;
  const provider = objectFromStored<ResolvedProvider>(text);
  const fault = faultOfProvider(provider);
  if (fault !== undefined) throw new DamagedLedger(`an endpoint cannot be used: ${fault}`);
  if (providers.size < providersKept) providers.set(text, provider);
  return provider;
}

function failureOf(text: string | null): Failure {
  const { code, message, ...more } = objectFromStored<Failure>(required(text, "failure"));
  if (typeof code === "string" && typeof message === "string") return { code, message, ...more };
  throw new DamagedLedger("an attempt has a failure without a code and a message");
}

function required(value: string | null, column: string): string {
  if (value === null) throw new DamagedLedger(`an attempt has no ${column}`);
  return value;
}
