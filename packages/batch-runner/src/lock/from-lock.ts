import type { Plan, ResolvedProvider } from "@shotlist/core";
import { factsAt, present } from "@shotlist/schema";
import { carefulProvider } from "../ledger/careful-provider.ts";
import type { Attempt, Intent } from "../lifecycle/attempt.ts";
import type { LedgerRecord } from "../ledger/ledger-record.ts";
import type { AttemptState } from "../lifecycle/state.ts";
import { toMicros } from "../money/micros.ts";
import type { LockEntry } from "./lock-file.ts";

/** What has to be known about a storyboard: without its providers, their addresses follow from the realms. */
type Known = Pick<Plan, "storyboard" | "providers">;

/** What a lock file proves, as records of a ledger: attempts, and clips as versions of their takes. */
export function fromLock(entries: readonly LockEntry[], plan: Known): readonly LedgerRecord[] {
  // Oldest first, so that versions are numbered as where they were made.
  const inOrder = entries.toSorted((left, right) => left.at - right.at);
  const byAttempt = Map.groupBy(inOrder, ({ attempt }) => attempt);
  return [...byAttempt.values()].flatMap((group) => {
    const attempt = toAttempt(group, plan);
    if (attempt === undefined) return [];
    const clips = group.flatMap(({ take, clip }) =>
      clip === undefined ? [] : [{ type: "clip", version: 1, clip: toVersion(attempt, take, clip) } as const],
    );
    return [{ type: "attempt", version: 1, attempt } as const, ...clips];
  });

  function toVersion(
    { digest, id, updatedAt }: Attempt,
    take: string,
    sha256: string,
  ): Extract<LedgerRecord, { type: "clip" }>["clip"] {
    return { storyboard: plan.storyboard, take, number: 1, digest, attemptId: id, sha256, at: updatedAt };
  }
}

function toAttempt(group: readonly LockEntry[], plan: Known): Attempt | undefined {
  const [entry] = group;
  if (entry === undefined) return undefined;
  const { attempt: id, realm, digest, number, model, price, at, released } = entry;
  const micros = price === undefined ? 0 : toMicros(price.amount);
  const state = lockedState(entry);
  const isSettled = state.name === "downloaded" || state.name === "resubmitted";
  const intent = intentOf(entry);
  return {
    id,
    realm,
    digest,
    number,
    state,
    provider: providerOf(entry, plan),
    model,
    runId: "locked",
    takes: group.map(({ take }) => ({ storyboard: plan.storyboard, take })),
    reserved: micros,
    failuresAreFree: false,
    facts: {},
    createdAt: at,
    // Older than anything that this machine knows of the same attempt.
    updatedAt: at,
    submittedAt: at,
    ...(isSettled ? { settled: micros, finishedAt: at } : {}),
    ...present({ released, currency: price?.currency }),
    ...(intent === undefined ? {} : { intent, intentAt: at }),
  };
}

/** An entry as the state of an attempt. */
export function lockedState({ state, task, clip, lastFrame }: LockEntry): AttemptState {
  const taskId = task ?? "";
  switch (state) {
    case "downloaded": {
      const frame = present({ frameSha256: lastFrame });
      return { name: "downloaded", taskId, sha256: clip ?? "", ...frame };
    }
    case "retaken":
      return { name: "resubmitted", taskId };
    case "running":
      return { name: "submitted", taskId };
    case "lost":
      return { name: "lost", taskId };
    case "uncertain":
      return {
        name: "uncertain",
        failure: { code: "uncertain_elsewhere", message: "The request may have arrived from another machine" },
        ...present({ taskId: task }),
      };
    default:
      throw new Error(`no such state: ${String(state satisfies never)}`);
  }
}

function intentOf({ seed, client }: LockEntry): Intent | undefined {
  if (client === undefined) return undefined;
  return { method: "POST", path: "", bodyHash: "", clientId: client, ...present({ seed }) };
}

/** Today's provider of that realm; without one, what is known about it. */
function providerOf({ provider: name, realm, format }: LockEntry, { providers }: Known): ResolvedProvider {
  const there = providers.filter((provider) => provider.realm === realm && provider.format === format);
  return (
    there.find((provider) => provider.name === name) ??
    there[0] ??
    carefulProvider({
      name,
      format,
      realm,
      baseUrl: realm.replace(/^live:/u, ""),
      apiKeyEnv: factsAt(name, format).apiKeyEnv,
    })
  );
}
