import type { JsonObject } from "@shotlist/core";
import type { Attempt } from "../lifecycle/attempt.ts";
import { fromMicros } from "../money/micros.ts";
import type { StoredClip } from "../ports/clip-store.ts";
import { redactJson } from "../redact/redact.ts";
import type { Work } from "../work/work.ts";

/** What a clip was paid for with, so that a lost ledger can be rebuilt. Holds no link and no key. */
export function receiptOf(work: Work, attempt: Attempt, clip: StoredClip, frame: StoredClip | undefined): JsonObject {
  const { intent, facts, state } = attempt;
  return {
    version: 1,
    attempt: attempt.id,
    number: attempt.number,
    realm: attempt.realm,
    digest: attempt.digest,
    takes: attempt.takes.map(({ storyboard, take }) => ({ storyboard, take })),
    provider: attempt.provider.name,
    format: attempt.provider.format,
    baseUrl: redactJson(attempt.provider.baseUrl),
    apiKeyEnv: attempt.provider.apiKeyEnv,
    model: attempt.model,
    task: "taskId" in state ? (state.taskId ?? null) : null,
    request: requestOf(work),
    bodyHash: intent?.bodyHash ?? null,
    seed: facts.seed ?? intent?.seed ?? null,
    clientId: intent?.clientId ?? null,
    usage: {
      completionTokens: facts.completionTokens ?? null,
      totalTokens: facts.totalTokens ?? null,
      durationSeconds: facts.durationSeconds ?? null,
    },
    quote: attempt.currency === undefined ? null : { amount: fromMicros(attempt.reserved), currency: attempt.currency },
    billedBy: attempt.rate === undefined ? null : { ...attempt.rate },
    price:
      attempt.currency === undefined
        ? null
        : { amount: fromMicros(attempt.settled ?? attempt.reserved), currency: attempt.currency },
    clip: { sha256: clip.sha256, bytes: clip.bytes },
    lastFrame: frame === undefined ? null : { sha256: frame.sha256, bytes: frame.bytes },
    submittedAt: attempt.submittedAt ?? null,
  };
}

/** The request as it is in the plan. A take that no plan asks for any more has none; the intent's hash says what was sent. */
function requestOf({ lead, takes }: Work): JsonObject | null {
  if (takes.length === 0) return null;
  const { method, path, body } = lead.request;
  return { method, path, body: redactJson(body ?? null) };
}
