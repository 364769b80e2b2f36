import type { Advance, AdmitRequest, Ledger } from "../../../ledger/ledger.ts";
import type { Attempt } from "../../../lifecycle/attempt.ts";
import { nextState } from "../../../lifecycle/next-state.ts";

type AttemptEvent = Advance["event"];

export function withEvents(ledger: Ledger, change: (event: AttemptEvent) => AttemptEvent): Ledger {
  return {
    ...ledger,
    advance: (fence, request) => ledger.advance(fence, { ...request, event: change(request.event) }),
  };
}

/** A ledger that reports its attempts otherwise. */
export function withAttempts(ledger: Ledger, change: (attempt: Attempt) => Attempt): Ledger {
  const changed = (attempt: Attempt | undefined): Attempt | undefined =>
    attempt === undefined ? undefined : change(attempt);
  return {
    ...ledger,
    current: async (realm, digest) => changed(await ledger.current(realm, digest)),
    attempt: async (id) => changed(await ledger.attempt(id)),
    attempts: async (filter) => (await ledger.attempts(filter)).map(change),
    attemptOfTask: async (realm, taskId) => changed(await ledger.attemptOfTask(realm, taskId)),
  };
}

/** Believes that an event was written, and writes it only before the attempt's next one. */
export function lateWrites(ledger: Ledger, type: AttemptEvent["type"]): Ledger {
  const late = new Map<string, { readonly request: Advance; readonly attempt: Attempt }>();
  return {
    ...ledger,
    async advance(fence, request) {
      const earlier = late.get(request.attemptId);
      if (earlier !== undefined) {
        late.delete(request.attemptId);
        await ledger.advance(fence, earlier.request);
      }
      if (request.event.type !== type) return ledger.advance(fence, request);
      const before = await ledger.attempt(request.attemptId);
      if (before === undefined) throw new Error("no such attempt");
      const { state } = nextState(before.state, request.event);
      const attempt = { ...before, state };
      late.set(before.id, { request, attempt });
      return { attempt };
    },
    attempt: async (id) => late.get(id)?.attempt ?? ledger.attempt(id),
  };
}

/** Lets an attempt be submitted again as soon as it has met an event that ended it. */
export function afterwards(ledger: Ledger, type: AttemptEvent["type"]): Ledger {
  return {
    ...ledger,
    async advance(fence, request) {
      const advanced = await ledger.advance(fence, request);
      const hasEnded = ["failed", "expired", "lost"].includes(advanced.attempt.state.name);
      if (request.event.type === type && hasEnded) {
        await ledger.advance(fence, { attemptId: request.attemptId, event: { type: "resubmit" }, at: request.at });
      }
      return advanced;
    },
  };
}

/** Caps that no longer count what was accepted. */
export function earlyRelease(ledger: Ledger): Ledger {
  let released = 0;
  return {
    ...ledger,
    admit: (fence, request: AdmitRequest) =>
      ledger.admit(fence, {
        ...request,
        caps: request.caps.map((cap) => ({ ...cap, limit: { ...cap.limit, micros: cap.limit.micros + released } })),
      }),
    async advance(fence, request) {
      const advanced = await ledger.advance(fence, request);
      if (request.event.type === "accepted") released += advanced.attempt.reserved;
      return advanced;
    },
  };
}
