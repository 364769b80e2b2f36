import type { MessageError } from "@shotlist/schema";

/** What became of a request: served as documented, refused with a documented error, or answered by an injected fault. */
export type JournalVerdict = "accepted" | "refused" | "faulted";

/** One request and its answer. Holds neither keys nor the query of a signed link. */
export interface JournalEntry {
  /** Counts from 1 over the life of the server. */
  readonly number: number;
  /** Virtual time. */
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  readonly format: string | undefined;
  readonly operation: string | undefined;
  readonly status: number;
  readonly verdict: JournalVerdict;
  readonly taskId: string | undefined;
  /** Rules that the request broke. */
  readonly errors: readonly MessageError[];
  /** What a vendor would let pass but a careful client would not send. */
  readonly advice: readonly MessageError[];
  /** The request's JSON; absent where it was none or was longer than `longestKeptBodyBytes`. */
  readonly body: unknown;
  /** Name of the fault that answered. */
  readonly fault: string | undefined;
}

/** Longer bodies, which hold media as Base64, are not kept. */
export const longestKeptBodyBytes: number = 16 * 1024;

export interface Journal {
  add(entry: Omit<JournalEntry, "number">): void;
  /** The entries still held, oldest first. */
  entries(): readonly JournalEntry[];
  /** Requests over the life of the server, forgotten ones included. */
  readonly total: number;
  clear(): void;
}

/** A ring of the newest `limit` entries. */
export function createJournal(limit: number): Journal {
  let ring: JournalEntry[] = [];
  let total = 0;
  return {
    get total() {
      return total;
    },
    add(entry) {
      ring[total % limit] = { ...entry, number: total + 1 };
      total += 1;
    },
    entries: () => (total <= limit ? [...ring] : [...ring.slice(total % limit), ...ring.slice(0, total % limit)]),
    clear() {
      ring = [];
      total = 0;
    },
  };
}
