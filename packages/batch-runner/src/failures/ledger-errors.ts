import { RunnerError } from "./runner-error.ts";

/** The process that uses a ledger: enough to know whether it still exists. */
export interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When the process started, as the operating system reports it; empty where it cannot. */
  readonly startedAt: string;
  /** Random for each run. */
  readonly runId: string;
}

/** Another run is using the ledger. */
export class LedgerHeldError extends RunnerError {
  override readonly name = "LedgerHeldError";
  readonly code = "ledger_held";
  readonly holder: Holder;
  /** When the ledger is free at the latest, unless the holder is heard of before; absent where its process can be looked up. */
  readonly freeAt?: number;
  constructor(holder: Holder, freeAt?: number) {
    const until = freeAt === undefined ? "" : new Date(freeAt).toISOString();
    super(`Another run is using the ledger: process ${holder.pid} on ${holder.host}`, {
      hint:
        freeAt === undefined
          ? "Wait until it ends, or stop it; its work is kept."
          : `It runs on another machine or in another container. Wait until it ends, or stop it. If it does not respond, the ledger is free at ${until}.`,
    });
    this.holder = holder;
    if (freeAt !== undefined) this.freeAt = freeAt;
  }
}

/** Another run has taken over the ledger; this run must not write any more. */
export class LedgerFencedError extends RunnerError {
  override readonly name = "LedgerFencedError";
  readonly code = "ledger_fenced";
  constructor() {
    super("Another run has taken over the ledger", { hint: "The other run continues.", way: "see-status" });
  }
}

/** The ledger was written by a newer release. */
export class LedgerVersionError extends RunnerError {
  override readonly name = "LedgerVersionError";
  readonly code = "ledger_too_new";
  constructor(found: number, known: number) {
    super(`The ledger has version ${found}; this release supports at most ${known}`, {
      hint: "Use the release that wrote it, or a newer one.",
    });
  }
}

/** The ledger is missing, but there are clips: what it knew would be paid for again. */
export class LedgerLostError extends RunnerError {
  override readonly name = "LedgerLostError";
  readonly code = "ledger_lost";
  constructor(file: string) {
    super(`The ledger ${file} is missing, but there are paid clips next to it`, {
      hint: "Restore it from a backup, or rebuild it from the receipts of the clips.",
      way: "rebuild-ledger",
    });
  }
}

/** An exported ledger cannot be read. Nothing was imported. */
export class ImportError extends RunnerError {
  override readonly name = "ImportError";
  readonly code = "import_unreadable";
  readonly line: number;
  constructor(line: number, fault: string) {
    super(`Line ${line} cannot be imported: ${fault}`, {
      hint: "Nothing was imported. Export it again.",
      way: "export-again",
    });
    this.line = line;
  }
}
