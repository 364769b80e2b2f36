import type { DatabaseSync } from "node:sqlite";
import type { AttemptEvent } from "../lifecycle/event.ts";
import { checkRecord } from "./check-record.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { LedgerRecord } from "./ledger-record.ts";
import type { Upload } from "./upload.ts";
import type { SentLog } from "./sent-log.ts";
import { DamagedLedger, objectFromStored, oneRow } from "./stored.ts";

/** Keeps the log of what was sent in step with the transactions of a ledger. */
export interface SentNotes {
  /** Notes an attempt as an event has left it, inside a transaction. */
  readonly note: (attempt: Attempt, event: AttemptEvent) => void;
  /** Notes an upload that costs money, likewise. */
  readonly noteUpload: (upload: Upload) => void;
  /** How much was noted; `undo` forgets what came after. */
  mark(): number;
  undo(mark: number): void;
  /** Writes into the ledger how long the log will be: in the transaction, before it is committed. */
  seal(): void;
  /** Adds to the log what the last transaction noted. */
  flush(): Promise<void>;
  /** What the log has and the ledger may not have; `undefined` where the ledger knows the log to its end. */
  unknown(): readonly LedgerRecord[] | undefined;
}

/** What changes whether a digest may be sent again, or which task it is. News of a task can be asked for again. */
const noted: ReadonlySet<AttemptEvent["type"]> = new Set([
  "intent",
  "accepted",
  "not-created",
  "refused",
  "unanswered",
  "adopt",
  "release",
  "resubmit",
  "abandon",
]);

/** How a task has ended decides what it cost. */
function isEnd(status: string): boolean {
  return status !== "queued" && status !== "running";
}

interface Seen {
  readonly id: string;
  readonly bytes: number;
}

export function createSentNotes(database: DatabaseSync, log: SentLog): SentNotes {
  const sql = {
    seen: database.prepare("SELECT value FROM memory WHERE name = 'sent'"),
    see: database.prepare(
      "INSERT INTO memory (name, value) VALUES ('sent', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
    ),
  };
  let lines: { readonly text: string; readonly leaves: boolean }[] = [];

  function see(bytes: number): void {
    sql.see.run(JSON.stringify({ id: log.id, bytes } satisfies Seen));
  }

  return {
    note(attempt, event) {
      if (!noted.has(event.type) && !(event.type === "task" && isEnd(event.status))) return;
      const record = { type: "attempt", version: 1, attempt } satisfies LedgerRecord;
      lines.push({ text: `${JSON.stringify(record)}\n`, leaves: event.type === "intent" });
    },
    noteUpload(upload) {
      const record = { type: "upload", version: 1, upload } satisfies LedgerRecord;
      lines.push({ text: `${JSON.stringify(record)}\n`, leaves: upload.state === "uploading" });
    },
    mark: () => lines.length,
    undo(mark) {
      lines.length = mark;
    },
    seal() {
      if (lines.length === 0) return;
      see(log.size() + lines.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0));
    },
    async flush() {
      if (lines.length === 0) return;
      const text = lines.map((line) => line.text).join("");
      const durable = lines.some(({ leaves }) => leaves);
      lines = [];
      // The request leaves once this is on the disk. What else is lost in a power cut, the vendor reports again.
      await log.add(text, durable);
    },
    unknown() {
      // The length first: whoever writes records in the ledger before the log.
      const bytes = log.size();
      const row = oneRow<{ value: string }>(sql.seen);
      const seen = row === undefined ? undefined : objectFromStored<Seen>(row.value);
      const isSame = seen?.id === log.id;
      if (isSame && seen.bytes >= bytes) return undefined;
      const records = recordsIn(log.readFrom(isSame ? seen.bytes : 0));
      see(bytes);
      return records;
    },
  };
}

/** Of each attempt and each upload the last line. What was never sent in the end is left out. */
function recordsIn(text: string): readonly LedgerRecord[] {
  const last = new Map<string, LedgerRecord>();
  for (const line of text.split("\n")) {
    const value = valueOf(line);
    if (value === undefined) continue;
    const checked = checkRecord(value);
    if ("fault" in checked) throw new DamagedLedger(`the log of what was sent cannot be used: ${checked.fault}`);
    const { record } = checked;
    if (record.type === "attempt") last.set(record.attempt.id, record);
    if (record.type === "upload") last.set(`upload/${record.upload.id}`, record);
  }
  return [...last.values()];
}

/** A line that a power cut has torn was not on the disk, so nothing was sent for it. */
function valueOf(line: string): unknown {
  if (!line.startsWith('{"type":"attempt"') && !line.startsWith('{"type":"upload"')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
