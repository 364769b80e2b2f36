import type { AttemptRow } from "../ledger/attempt-row.ts";
import type { UploadRow } from "../ledger/books.ts";
import type { TakeRecordRow, TakeRow, VersionRow } from "../ledger/take-row.ts";
import { createSlate, createUndo, type Slate, type Undo } from "./slate.ts";

/** A row of `attempts`, with its takes and who works on it. */
export interface StoredAttempt extends AttemptRow {
  readonly retired: number;
  /** The session that works on it. */
  readonly session: number | null;
  /** The session that has sent its request. */
  readonly sent_by: number | null;
  readonly takes: readonly TakeRow[];
}

/** Everything that is kept of a take. */
export interface StoredTake extends TakeRow {
  readonly record: TakeRecordRow | undefined;
  readonly versions: readonly VersionRow[];
  readonly review: string | undefined;
}

export interface StoredUpload extends UploadRow {
  readonly id: string;
  readonly realm: string;
  readonly account: string;
  readonly sha256: string;
}

export interface StoredSession {
  readonly fence: number;
  readonly holder: string;
  readonly beat_at: number;
  readonly is_open: boolean;
}

export interface StoredSpending {
  readonly counter: string;
  readonly currency: string;
  readonly micros: number;
  readonly tasks: number;
}

/** How many attempts of a provider were in flight, and were sent in the last minute, when it was read. */
export interface StoredCount {
  readonly in_flight: number;
  readonly sent: number;
}

/** The part of a ledger that some decisions are about, as it was read and as they have left it. */
export interface WorkingSet {
  readonly undo: Undo;
  readonly attempts: Slate<StoredAttempt>;
  /** Ids of the attempts of a digest. */
  readonly digests: Slate<readonly string[]>;
  readonly takes: Slate<StoredTake>;
  readonly uploads: Slate<StoredUpload>;
  /** Ids of the uploads of a file. */
  readonly files: Slate<readonly string[]>;
  readonly sessions: Slate<StoredSession>;
  /** What is added to a counter, by counter and currency. */
  readonly added: Slate<StoredSpending>;
  readonly tasks: Set<string>;
  readonly spending: Map<string, readonly StoredSpending[]>;
  readonly minutes: Map<string, readonly StoredSpending[]>;
  readonly lanes: Map<string, StoredCount>;
  hasOrphans: boolean;
  /** The newest fence that was ever given out. */
  lastFence: number;
  /** When the server was started: nobody could beat before. */
  startedAt: number;
  /** Milliseconds since 1970, by the clock that counts. */
  now: number;
}

export function createWorkingSet(): WorkingSet {
  const undo = createUndo();
  return {
    undo,
    attempts: createSlate(undo),
    digests: createSlate(undo),
    takes: createSlate(undo),
    uploads: createSlate(undo),
    files: createSlate(undo),
    sessions: createSlate(undo),
    added: createSlate(undo),
    tasks: new Set(),
    spending: new Map(),
    minutes: new Map(),
    lanes: new Map(),
    hasOrphans: false,
    lastFence: 0,
    startedAt: 0,
    now: 0,
  };
}
