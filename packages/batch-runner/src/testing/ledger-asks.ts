import type { Holder } from "../failures/ledger-errors.ts";
import type { AdmitRequest, Ledger } from "../ledger/ledger.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { AttemptEvent } from "../lifecycle/event.ts";
import { aProvider } from "./plans.ts";

const holder: Holder = { host: "here", pid: 1, startedAt: "1", runId: "run-1" };
const intent = { method: "POST", path: "/tasks", bodyHash: "00", clientId: "client", seed: 7 };

/** One run that writes a ledger, as tests play it. */
export interface Writer {
  readonly fence: number;
  readonly request: (digest: string, over?: Partial<AdmitRequest>) => AdmitRequest;
  /** Asks for an attempt, which must be admitted. */
  readonly admitted: (digest: string, over?: Partial<AdmitRequest>) => Promise<Attempt>;
  readonly after: (attempt: Attempt, ...events: readonly AttemptEvent[]) => Promise<Attempt>;
}

let ids = 0;

/** What a run asks for an attempt with. */
export function aRequest(runId: string, digest: string, over: Partial<AdmitRequest> = {}): AdmitRequest {
  return {
    id: `${runId}-${(ids += 1)}`,
    realm: "mock",
    digest,
    provider: aProvider(),
    model: "model-1",
    runId,
    takes: [{ storyboard: "board", take: digest }],
    failuresAreFree: true,
    caps: [],
    at: 10,
    ...over,
  };
}

/** Begins to write: whoever held the ledger alone is gone. */
export async function beginWriting(ledger: Ledger, runId: string): Promise<Writer> {
  const acquired = await ledger.acquire({ ...holder, runId }, { isGone: () => true, at: 1 });
  if (!acquired.acquired) throw new Error("the lock is held");
  const { fence } = acquired;
  const request: Writer["request"] = (digest, over) => aRequest(runId, digest, over);
  return {
    fence,
    request,
    async admitted(digest, over) {
      const admission = await ledger.admit(fence, request(digest, over));
      if (admission.kind !== "admitted") throw new Error(`not admitted: ${admission.kind}`);
      return admission.attempt;
    },
    async after(attempt, ...events) {
      let last = attempt;
      for (const event of events) {
        last = (await ledger.advance(fence, { attemptId: attempt.id, event, at: 20, intent })).attempt;
      }
      return last;
    },
  };
}
