import { leaseMs } from "../dispatch/dispatch.ts";
import { LedgerFencedError, type Holder } from "../failures/ledger-errors.ts";
import type { Lock } from "../ledger/lock.ts";
import { holderFrom } from "../ledger/stored-holder.ts";
import { storedAttempt } from "./working-books.ts";
import type { StoredSession, WorkingSet } from "./working-set.ts";

/** So that a session may miss two of three beats. */
export const beatEveryMs = 10_000;

/** Many sessions write a ledger at a time; each works on its own attempts. */
export function createSessions(set: WorkingSet): Lock {
  const { sessions, attempts } = set;
  const sessionOf = (fence: number): StoredSession | undefined => sessions.get(String(fence));
  const put = (session: StoredSession): void => sessions.put(String(session.fence), session);

  function close(fence: number): void {
    const session = sessionOf(fence);
    if (session?.is_open === true) put({ ...session, is_open: false });
  }

  return {
    isShared: true,
    assertFence(fence) {
      if (sessionOf(fence)?.is_open !== true) throw new LedgerFencedError();
    },
    acquire(holder, { isGone }) {
      for (const other of sessions.values()) {
        // Whether its process has ended is looked up on this machine; of another one only its silence says so, by the server's clock.
        if (other.is_open && (!isLiving(set, other.fence) || isGone(holderFrom(other.holder), Infinity)))
          close(other.fence);
      }
      set.lastFence += 1;
      set.undo.note(() => (set.lastFence -= 1));
      const fence = set.lastFence;
      put({ fence, holder: JSON.stringify(holder satisfies Holder), beat_at: set.now, is_open: true });
      return { acquired: true, fence };
    },
    beat(fence) {
      const session = sessionOf(fence);
      if (session !== undefined) put({ ...session, beat_at: set.now });
      for (const other of sessions.values()) if (!isLiving(set, other.fence)) close(other.fence);
    },
    release: close,
    newest: () => set.lastFence,
    holder() {
      const living = [...sessions.values()].filter(({ fence }) => isLiving(set, fence));
      const last = living.toSorted((one, other) => other.beat_at - one.beat_at)[0];
      return last === undefined ? undefined : { holder: holderFrom(last.holder), beatAt: last.beat_at };
    },
    isOwn: (fence, { id }) => storedAttempt(set, id)?.session === fence,
    isTaken(_fence, { id }) {
      const session = storedAttempt(set, id)?.session ?? null;
      if (session === null || isLiving(set, session)) return session !== null;
      close(session);
      return false;
    },
    own(fence, attemptId) {
      const row = storedAttempt(set, attemptId);
      if (row !== undefined && row.session !== fence) attempts.put(attemptId, { ...row, session: fence });
    },
    leave(fence, attemptId) {
      const row = storedAttempt(set, attemptId);
      if (row?.session === fence) attempts.put(attemptId, { ...row, session: null });
    },
    sends(fence, attemptId) {
      const row = storedAttempt(set, attemptId);
      if (row === undefined) return;
      if (row.session !== fence) throw new LedgerFencedError();
      attempts.put(attemptId, { ...row, sent_by: fence });
      // Whoever sends now is heard of now.
      const session = sessionOf(fence);
      if (session !== undefined) put({ ...session, beat_at: Math.max(session.beat_at, set.now) });
    },
    hasSent: (fence, attemptId) => storedAttempt(set, attemptId)?.sent_by === fence,
  };
}

/** Whether a session is open and has been heard of, as far as it could be heard. */
export function isLiving({ sessions, startedAt, now }: WorkingSet, fence: number | null): boolean {
  const session = fence === null ? undefined : sessions.get(String(fence));
  if (session?.is_open !== true) return false;
  return Math.max(session.beat_at, startedAt) + leaseMs > now;
}
