import type { MessageError } from "@shotlist/schema";

/** What became of a request: served as documented, refused with a documented error, or answered by an injected fault. */
export type JournalVerdict = "accepted" | "refused" | "faulted";

/** Money in units of its currency. */
export interface JournalPrice {
  readonly amount: number;
  readonly currency: string;
}

/** One request and its answer. Holds neither keys nor the query of a signed link. */
export interface JournalEntry {
  /** Counts from 1 over the life of the server. */
  readonly number: number;
  /** Virtual time. */
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  /** Whether a key came along, good or not. */
  readonly authorized: boolean;
  readonly format: string | undefined;
  readonly operation: string | undefined;
  readonly status: number;
  readonly verdict: JournalVerdict;
  readonly taskId: string | undefined;
  /** What the task would have cost that this request created, where a price is published for it. */
  readonly price: JournalPrice | undefined;
  /** Rules that the request broke. */
  readonly errors: readonly MessageError[];
  /** What a vendor would let pass but a careful client would not send. */
  readonly advice: readonly MessageError[];
  /** The request's JSON; absent where it was none or was longer than `longestKeptBodyBytes`. */
  readonly body: unknown;
  /** Name of the fault that answered. */
  readonly fault: string | undefined;
}

/** A request and the text of its answer, links in it still whole: to be exported only through `toHar` or `toJsonLines`. */
export interface JournalExchange {
  readonly entry: JournalEntry;
  readonly answer: string | undefined;
}

/** Longer bodies, which hold media as Base64, are not kept. */
export const longestKeptBodyBytes: number = 16 * 1024;

export interface Journal {
  /** `answer` is the text of the answer's body, where it was one and no longer than `longestKeptBodyBytes`. */
  add(entry: JournalEntry, answer?: string): void;
  /** The entries still held, oldest first. */
  entries(): readonly JournalEntry[];
  /** The same with their answers. */
  exchanges(): readonly JournalExchange[];
  /** Requests over the life of the server, forgotten ones included. */
  readonly total: number;
  clear(): void;
}

/** A ring of the newest `limit` entries. */
export function createJournal(limit: number): Journal {
  let ring: JournalExchange[] = [];
  let total = 0;
  const exchanges = (): readonly JournalExchange[] =>
    total <= limit ? [...ring] : [...ring.slice(total % limit), ...ring.slice(0, total % limit)];
  return {
    get total() {
      return total;
    },
    add(entry, answer) {
      ring[total % limit] = { entry, answer };
      total += 1;
    },
    entries: () => exchanges().map(({ entry }) => entry),
    exchanges,
    clear() {
      ring = [];
      total = 0;
    },
  };
}
